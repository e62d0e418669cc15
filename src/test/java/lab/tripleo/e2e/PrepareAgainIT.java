package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks and prepares a prepared hypervisor again, with its lab and with another. */
@EndToEnd
final class PrepareAgainIT {
  private static final String WRITE =
      "Write the configuration of VirtualBMC, its systemd unit and the command vbmc";

  @TempDir private Path temporary;

  @Test
  @Fault(
      in = Area.KILLED,
      when = "A task of `prepare` fails, then the cause is fixed",
      then =
          "`--resume` resumes at the section of that task; another `--resume` skips the stage and says so")
  void resumesWhereItFailed(@In(State.PREPARED) SandboxLab lab) {
    String folder = "/var/lib/tripleo-lab/tripleo-lab/virtualbmc";
    lab.asRoot("mv %1$s %1$s.away; touch %1$s".formatted(folder));
    lab.mustFail("prepare", WRITE, folder + " is in the way: a folder is needed there.");
    lab.asRoot("rm %1$s; mv %1$s.away %1$s".formatted(folder));
    RunResult resumed = lab.must("run", "prepare", "--resume", "--yes");
    assertThat(resumed.output())
        .contains("prepare resumes at section virtualbmc, where run", " failed.")
        .contains("Check that VirtualBMC answers its client", "Write the summary")
        .doesNotContain("Install packages", "Create user stack");
    assertThat(lab.must("run", "prepare", "--resume", "--yes").output())
        .contains("prepare is skipped: run", "nothing has changed since.");
  }

  @Test
  void checkDetectsTamperingAndTheRunRepairsIt(@In(State.PREPARED) SandboxLab lab)
      throws IOException {
    lab.asRoot(
        "echo tampered >>/usr/local/bin/vbmc; rm /etc/tripleo-lab/tripleo-lab/summary;"
            + " systemctl disable --quiet virtualbmc.service");
    StageCheck tampered = StageCheck.of(lab, "prepare");
    tampered.changedNothing();
    assertThat(tampered.tasks("answer", "would change"))
        .containsExactly(WRITE, "Enable and start VirtualBMC", "Write the summary");
    assertThat(tampered.tasks("label", "depends on an earlier task"))
        .containsExactly(
            "Enable and start VirtualBMC",
            "Check that VirtualBMC answers its client",
            "Find the firewall zone of bridge vm-ctlplane",
            "Find out whether VirtualBMC's ports are open",
            "Record that the lab opens VirtualBMC's ports",
            "Open VirtualBMC's ports",
            "Write the summary");
    assertThat(tampered.tasks("answer", "unknown")).isEmpty();
    assertThat(tampered.tasks("label", "depends on the host"))
        .containsExactly("Authorize the lab's ssh key for stack");
    // Every other answer is certain.
    assertThat(tampered.count("label", "certain")).isEqualTo(tampered.answers().size() - 8);
    assertThat(new Leaks(lab.folder().secrets()).isIn(tampered.result().output())).isFalse();
    lab.must("run", "prepare", "--yes");
    assertThat(tampered.agreement(lab.folder().file("workspace/runs/latest"))).isEqualTo(100);
    assertThat(lab.look()).isEqualTo(State.PREPARED.kept().look());
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor belongs to another lab",
      then = "Refused; nothing changes on the hypervisor, the other lab's notes included")
  void anotherLabLeavesThisOneAlone(@In(State.PREPARED) SandboxLab lab) throws IOException {
    LabFolder other = LabFolder.make(temporary, 2);
    String address =
        lab.asRoot("ip -o -4 address show dev eth0").replaceAll(".*inet ([0-9.]+)/.*", "$1");
    other.set("LAB_NAME", "other").set("HYPERVISOR_ADDRESS", address);
    Docker.mustWithInput(
        "root:of the other's\n", "exec", "--interactive", lab.container(), "chpasswd");
    RunResult refused =
        other.runWithInput("of the other's\n", "run", "prepare", "--yes", "--password-file", "-");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(1);
    assertThat(refused.output())
        .contains(
            "has a libvirt network virtual-machine-control-plane that this lab did not create",
            "use another hypervisor");
    assertThat(other.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(other.latestRun().at("/hosts/hypervisor-root/changed").asInt()).isZero();
    assertThat(lab.asRoot("ls /etc/tripleo-lab")).isEqualTo("tripleo-lab");
  }
}
