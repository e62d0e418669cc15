package lab.tripleo.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.process.Commands;

/** Waits for the container's systemd to have booted and its sshd to answer. */
record BootWait(Commands commands, String container, Remote address) {
  private static final Set<String> BOOTED = Set.of("running", "degraded");
  private static final Duration PAUSE = Duration.ofMillis(200);

  void await(Duration limit) throws SandboxException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    String systemd = "nothing yet";
    while (System.nanoTime() < end) {
      systemd =
          commands.run("docker", "exec", container, "systemctl", "is-system-running").out().strip();
      if (BOOTED.contains(systemd) && sshAnswers()) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new SandboxException(
        String.format(
            "The sandbox %s did not boot within %d s: systemd says \"%s\", sshd at %s port %d %s.%nSee `docker logs %s`, or recreate it: `tripleo-lab sandbox down`, then `up`.",
            container,
            limit.toSeconds(),
            systemd,
            address.host(),
            address.port(),
            sshAnswers() ? "answers" : "does not answer",
            container));
  }

  private boolean sshAnswers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), 1000);
      socket.setSoTimeout(2000);
      byte[] banner = socket.getInputStream().readNBytes(7);
      return new String(banner, StandardCharsets.US_ASCII).equals("SSH-2.0");
    } catch (IOException notYet) {
      return false;
    }
  }
}
