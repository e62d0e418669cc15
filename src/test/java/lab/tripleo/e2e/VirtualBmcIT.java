package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** Switches a virtual machine of stack's session by IPMI, as an undercloud does. */
@EndToEnd
final class VirtualBmcIT {
  private static final String MACHINE = ThrowAway.NAME;

  /** IPMI allows 20 characters. */
  private static final String PASSWORD = "of-the-throw-away";

  /**
   * A libvirt daemon that a command of stack starts ends two minutes after the last machine is off,
   * and so does the session if nobody is logged in; see decision 004. The test need not wait: it
   * checks that the daemon has no timeout and that nobody is logged in.
   */
  @Test
  @Fault(
      in = Area.MACHINES,
      when =
          "The last virtual machine of stack's libvirt session is off, and nobody is logged in as stack",
      then =
          "The session and its daemon keep running, without a timeout; IPMI switches the virtual machine on")
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor restarts, with a virtual machine that has a BMC",
      then =
          "Networks, bridge, pool, daemon, VirtualBMC and the virtual machine start by themselves")
  void switchesAMachineThatWasOffAndIsBackAfterARestart(@In(State.PREPARED) SandboxLab lab)
      throws IOException {
    add(lab);
    is("off", lab);
    switchTo("on", lab);
    assertThat(lab.must("virsh", "list").stdout()).containsPattern(MACHINE + " +running");
    for (String bridge : new String[] {"vm-ctlplane", "os-ctlplane"}) {
      assertThat(lab.asRoot("ip -o link show master " + bridge)).contains("tap");
    }
    switchTo("off", lab);
    nobodyIsLoggedIn(lab);
    daemonHasNoLimit(lab);
    switchTo("on", lab);
    assertThat(lab.must("virsh", "list").stdout()).containsPattern(MACHINE + " +running");

    lab.must("virsh", "autostart", MACHINE);
    lab.restart();
    SandboxLab.eventually(MACHINE, () -> lab.folder().run("virsh", "list").stdout());
    SandboxLab.eventually(MACHINE, () -> lab.folder().run("vbmc", "list").stdout());
    is("on", lab);
    Prepared.isWhole(lab);
  }

  private static void add(SandboxLab lab) {
    lab.folder().ssh("hypervisor-stack", "cat >/tmp/machine.xml", ThrowAway.DOMAIN);
    lab.must("virsh", "define", "/tmp/machine.xml");
    lab.must(
        "vbmc",
        "add",
        MACHINE,
        "--address",
        "127.0.0.1",
        "--port",
        "6230",
        "--username",
        "admin",
        "--password",
        PASSWORD,
        "--libvirt-uri",
        "qemu:///session");
    lab.must("vbmc", "start", MACHINE);
  }

  private static RunResult power(String command, SandboxLab lab) {
    return lab.folder().run("ipmitool", MACHINE, "power", command);
  }

  private static void switchTo(String state, SandboxLab lab) throws IOException {
    RunResult result = power(state, lab);
    assertThat(result.exitCode()).as(result::everything).isZero();
    is(state, lab);
  }

  private static void is(String state, SandboxLab lab) throws IOException {
    SandboxLab.eventually("is " + state, () -> power("status", lab).stdout());
  }

  /** Waits until the last login has ended; the session of the user manager does not count. */
  private static void nobodyIsLoggedIn(SandboxLab lab) {
    lab.asRoot(
        "for i in $(seq 300); do loginctl list-sessions --no-legend | grep -q ' stack ' || exit 0;"
            + " sleep 0.1; done; loginctl list-sessions; exit 1");
    assertThat(lab.asRoot("loginctl show-user stack --property=State --value"))
        .isEqualTo("lingering");
  }

  private static void daemonHasNoLimit(SandboxLab lab) {
    assertThat(lab.asRoot("tr '\\0' ' ' </proc/$(pgrep -u stack -x libvirtd)/cmdline"))
        .isEqualTo("/usr/sbin/libvirtd");
    assertThat(lab.asRoot("cat /proc/$(pgrep -u stack -x libvirtd)/cgroup"))
        .contains("tripleo-lab-session.service");
  }
}
