package lab.tripleo.sandbox;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The privileges of a container that acts as a hypervisor: it runs systemd and creates networks,
 * bridges and tap devices.
 */
final class ContainerPrivileges {
  private static final int CAP_SYS_RESOURCE = 24;

  private ContainerPrivileges() {}

  /**
   * Flags of {@code docker run}. Not {@code --privileged}: it requests every capability and fails
   * on a machine that lacks one. {@code systempaths=unconfined} makes /proc/sys writable, which
   * libvirt needs to start a network.
   */
  static List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("--cap-add=ALL"));
    if (!hasCapability(CAP_SYS_RESOURCE)) {
      flags.add("--cap-drop=SYS_RESOURCE");
    }
    flags.addAll(
        List.of("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"));
    flags.addAll(List.of("--security-opt", "systempaths=unconfined"));
    flags.addAll(List.of("--device", "/dev/net/tun"));
    if (Files.exists(Path.of("/dev/kvm"))) {
      flags.addAll(List.of("--device", "/dev/kvm"));
    }
    flags.addAll(List.of("--tmpfs", "/run", "--tmpfs", "/run/lock"));
    flags.addAll(List.of("--cgroupns=host", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw"));
    // As the first process, systemd shuts down cleanly on this signal and ignores docker's default.
    flags.addAll(List.of("--stop-signal", "SIGRTMIN+3", "--stop-timeout", "90"));
    return flags;
  }

  private static boolean hasCapability(int number) {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("CapBnd:"))
          .map(line -> new BigInteger(line.substring(7).strip(), 16))
          .allMatch(set -> set.testBit(number));
    } catch (IOException noProc) {
      return true;
    }
  }
}
