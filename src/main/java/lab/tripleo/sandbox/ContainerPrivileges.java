package lab.tripleo.sandbox;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container needs to be a hypervisor: systemd as its first process, networks, bridges, tap
 * devices.
 */
final class ContainerPrivileges {
  private static final int CAP_SYS_RESOURCE = 24;

  private ContainerPrivileges() {}

  /**
   * Flags of {@code docker run}. Not {@code --privileged}: it asks for every capability and fails
   * where the machine itself lacks one. {@code systempaths=unconfined} makes /proc/sys writable,
   * without which libvirt starts no network.
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
    // systemd as the first process shuts down in order on this signal and ignores docker's usual
    // one.
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
