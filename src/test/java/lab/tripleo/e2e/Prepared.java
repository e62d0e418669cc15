package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** The state of a hypervisor that {@code run prepare} guarantees. */
final class Prepared {
  private Prepared() {}

  static void isWhole(SandboxLab lab) {
    assertThat(lab.must("virsh", "-r", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
    assertThat(lab.asRoot("cat /sys/class/net/os-ctlplane/bridge/stp_state")).isEqualTo("0");
    assertThat(lab.asRoot("cat /sys/class/net/os-ctlplane/ifalias"))
        .isEqualTo("tripleo-lab:tripleo-lab");
    assertThat(lab.asRoot("basename $(readlink /sys/class/net/eth1/master)"))
        .isEqualTo("os-ctlplane");
    assertThat(lab.asRoot("ip -o -4 address show dev vm-ctlplane")).contains("192.168.122.1/24");
    assertThat(lab.asRoot("ip -o address show dev eth1 scope global")).isEmpty();
    assertThat(lab.asRoot("pgrep -c -u stack -x libvirtd")).isEqualTo("1");
    assertThat(lab.virsh("pool-list")).containsPattern("tripleo-lab +active +yes");
    assertThat(lab.must("vbmc", "list").exitCode()).isZero();
  }
}
