package lab.tripleo.e2e;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Replaces a user's bare machine: systemd, sshd, a root password, one NIC. The program knows only
 * its address and port.
 */
final class MachineContainer extends GenericContainer<MachineContainer> {
  private static final int SSH = 22;
  private static final int CAP_SYS_RESOURCE = 24;
  private static final Set<String> BOOTED = Set.of("running", "degraded");

  MachineContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(SSH);
    withCommand("/sbin/init");
    withTmpFs(Map.of("/run", "", "/run/lock", ""));
    withCreateContainerCmdModifier(MachineContainer::allow);
    withImagePullPolicy(none -> false); // no registry has it
    waitingFor(new Booted());
  }

  /** The sandbox's image; the program builds it if it is missing. */
  static String image() throws IOException {
    Path script = Path.of("src/main/resources/sandbox/build-image");
    String image =
        "tripleo-lab-sandbox:debian-12-"
            + Command.must("sha256sum", script.toString()).substring(0, 12);
    if (Command.run("docker", "image", "inspect", image).exitCode() != 0) {
      try (SandboxLab lab = SandboxLab.make(Files.createTempDirectory("tripleo-lab-it"), 1)) {
        lab.must("sandbox", "up", "--yes");
      }
    }
    return image;
  }

  /** The sandbox's privileges, through docker's API. */
  private static void allow(CreateContainerCmd command) {
    HostConfig host = command.getHostConfig();
    host.withCapAdd(Capability.ALL);
    if (!hasCapability(CAP_SYS_RESOURCE)) {
      host.withCapDrop(Capability.SYS_RESOURCE);
    }
    host.withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"));
    host.withCgroupnsMode("host");
    // Testcontainers' mounts start a helper container first.
    host.withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:rw"));
    List<Device> devices = new ArrayList<>();
    for (String name : List.of("/dev/net/tun", "/dev/kvm")) {
      if (Files.exists(Path.of(name))) {
        devices.add(new Device("rwm", name, name));
      }
    }
    host.withDevices(devices);
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

  /** The value for HYPERVISOR_ADDRESS, with a numeric address. */
  String address() {
    return "127.0.0.1:" + getMappedPort(SSH);
  }

  /** Runs a shell script in the container, as root. */
  String shell(String script) {
    return Docker.shell(getContainerId(), script);
  }

  void setRootPassword(String password) {
    Docker.mustWithInput(
        "root:" + password + "\n", "exec", "--interactive", getContainerId(), "chpasswd");
  }

  /** Waits until systemd has booted and sshd answers on the published port. */
  private static final class Booted extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
      String container = waitStrategyTarget.getContainerId();
      Instant end = Instant.now().plus(Duration.ofSeconds(90));
      while (!(isRunning(container) && sshAnswers())) {
        if (Instant.now().isAfter(end)) {
          throw new IllegalStateException("the machine " + container + " did not boot in 90 s");
        }
        Command.pause(Duration.ofMillis(200));
      }
      // The same as systempaths=unconfined of docker's command line, which the API does not
      // support.
      Docker.shell(container, "mount -o remount,rw /proc/sys");
    }

    private static boolean isRunning(String container) {
      return BOOTED.contains(
          Command.run("docker", "exec", container, "systemctl", "is-system-running")
              .stdout()
              .strip());
    }

    private boolean sshAnswers() {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), waitStrategyTarget.getMappedPort(SSH)),
            1000);
        socket.setSoTimeout(2000);
        byte[] banner = socket.getInputStream().readNBytes(7);
        return new String(banner, StandardCharsets.US_ASCII).equals("SSH-2.0");
      } catch (IOException notYet) {
        return false;
      }
    }
  }
}
