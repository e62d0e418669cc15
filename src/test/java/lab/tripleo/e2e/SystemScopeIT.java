package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The virtual machine {@code tripleo} in libvirt's system scope, created by the old Ansible for
 * hosts with Python 2.7.
 */
@EndToEnd
@Order(2)
@RecordsRuns
final class SystemScopeIT {
  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor restarts, with the virtual machine in libvirt's system scope",
      then = "The virtual machine starts by itself; the newest Ansible changes nothing")
  void stackRulesTheSystemsLibvirt(@In(State.SYSTEM_SCOPE) SandboxLab lab) throws IOException {
    assertThat(lab.folder().latestRun().path("ansibleVersion").asText()).startsWith("2.16.");
    assertThat(lab.must("virsh", "uri").stdout().strip()).isEqualTo("qemu:///system");
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
    assertThat(lab.virsh("--connect qemu:///session list --all --name")).isEmpty();
    assertThat(lab.must("virsh", "domblklist", "tripleo").stdout()).doesNotContain("seed");
    assertThat(lab.must("virsh", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
    assertThat(lab.must("virsh", "pool-list").stdout()).containsPattern("tripleo-lab +active +yes");
    assertThat(lab.must("vbmc", "list").exitCode()).isZero();
    assertThat(lab.inMachine("cloud-init status; openstack --version"))
        .contains("status: done", "simulated");
    nodesAreSwitchedByIpmi(lab);
    Restart.survived(lab);
    lab.folder().setPythonVersion("3.11");
    lab.changesNothing("prepare", "tripleo-prepare", "nodes-prepare");
    assertThat(lab.folder().latestRun().path("ansibleVersion").asText()).doesNotStartWith("2.16.");
  }

  private static void nodesAreSwitchedByIpmi(SandboxLab lab) {
    lab.must("run", "--yes", "nodes-prepare");
    lab.must("ipmitool", "compute-0", "power", "on");
    assertThat(lab.must("virsh", "domstate", "compute-0").stdout()).startsWith("running");
    lab.must("ipmitool", "compute-0", "power", "off");
    assertThat(lab.must("virsh", "domstate", "compute-0").stdout()).startsWith("shut off");
  }
}
