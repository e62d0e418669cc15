package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** The hypervisor goes down and comes up again, and with it the machine {@code tripleo}. */
final class Restart {
  /** What a machine has that cloud-init takes for a new one would be others. */
  private static final String IDENTITY =
      "cat /etc/machine-id /etc/ssh/ssh_host_*_key.pub /var/lib/cloud/data/instance-id;"
          + " sudo ls /var/lib/cloud/instances;"
          + " sudo stat --format '%n %Y' /var/lib/cloud/instance/sem/*";

  private static final String BOOT = "cat /proc/sys/kernel/random/boot_id";

  private Restart() {}

  /** No other run is needed, and it is the machine that it was. */
  static void survived(SandboxLab lab) throws IOException {
    String identity = lab.inMachine(IDENTITY);
    String boot = lab.inMachine(BOOT);
    Docker.must("restart", "-t", "90", lab.container());
    lab.eventually("up", () -> lab.folder().run("ssh", "tripleo-stack", "echo up"));
    assertThat(lab.inMachine(BOOT)).isNotEqualTo(boot);
    lab.eventually(
        "status: done", () -> lab.folder().run("ssh", "tripleo-stack", "cloud-init status"));
    assertThat(lab.inMachine(IDENTITY)).isEqualTo(identity);
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
  }
}
