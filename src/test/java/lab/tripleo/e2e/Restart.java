package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Restarts the hypervisor, and with it the virtual machine {@code tripleo}. */
final class Restart {
  /** Prints ids that would change if cloud-init mistook the machine for a new one. */
  private static final String IDENTITY =
      "cat /etc/machine-id /etc/ssh/ssh_host_*_key.pub /var/lib/cloud/data/instance-id;"
          + " sudo ls /var/lib/cloud/instances;"
          + " sudo stat --format '%n %Y' /var/lib/cloud/instance/sem/*";

  private static final String BOOT = "cat /proc/sys/kernel/random/boot_id";

  /**
   * What the machine was ended by and how far it is, the bridges' ports, what failed. A machine
   * that does not run is one of the answers, for which ps ends with 1.
   */
  private static final String STATE =
      """
      cd /
      pgrep -a qemu-system | cut -c1-80; ps -o etime,time -C qemu-system-x86_64 || true
      grep -hE '^20|^qemu|terminat|error' var/log/libvirt/qemu/*.log home/stack/.cache/libvirt/qemu/log/*.log | tail -n 6 | cut -c1-160
      ip -br address; ip neigh show dev vm-ctlplane; systemctl --failed --no-legend
      journalctl --no-pager --quiet --output=short-precise --grep='tripleo|vnet|DHCP|libvirt' | tail -n 20 | cut -c1-160
      """;

  private Restart() {}

  /** No other run is needed, and it is the machine that it was. */
  static void survived(SandboxLab lab) throws IOException {
    String identity = lab.inMachine(IDENTITY);
    String boot = lab.inMachine(BOOT);
    lab.restart();
    try {
      lab.awaitMachine();
    } catch (AssertionError gone) {
      String state = lab.tryAsStack("virsh list --all").output() + lab.asRoot(STATE) + "\n";
      throw new AssertionError(state + gone.getMessage(), gone);
    }
    assertThat(lab.inMachine(BOOT)).isNotEqualTo(boot);
    // One wait inside: each start of cloud-init takes seconds and slows down the boot.
    assertThat(lab.inMachine("cloud-init status --wait")).contains("status: done");
    assertThat(lab.inMachine(IDENTITY)).isEqualTo(identity);
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
  }
}
