package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Installs the undercloud of the simulated release with failures, hangs and lost connections. */
@EndToEnd
@Order(3)
final class TripleoInstallIT {
  private static final String STAGE = "tripleo-install";
  private static final String UNIT = "tripleo-lab-undercloud-install";

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "A container of the undercloud is missing",
      then = "The message names it; the next run reinstalls")
  @Fault(
      in = Area.INSTALLATION,
      when = "The program is killed during the installation",
      then = "The installation continues; the next run follows it")
  @Fault(
      in = Area.INSTALLATION,
      when = "The installation hangs",
      then =
          "It is reported after TRIPLEO_INSTALL_LIMIT; once it is stopped, the next run reinstalls")
  @Fault(
      in = Area.INSTALLATION,
      when = "The installation fails in a step",
      then =
          "Exit code 1 with the cause in at most 20 lines; the record has the logs, without secrets; the next run reinstalls once the cause is fixed")
  @Fault(
      in = Area.INSTALLATION,
      when = "sshd stops and stack's connections are killed during the installation",
      then =
          "Exit code 1; the message says what to do; the installation continues, and the next run follows it to the end")
  void recoversFromOneFaultAfterAnother(@In(State.CONTAINER) SandboxLab lab) throws IOException {
    lab.must("run", "--yes", STAGE);
    int before = installations(lab);
    lab.must("podman", "rm", "--force", "keystone");
    lab.mustFail(
        STAGE, "container keystone does not exist", "The next run reinstalls the undercloud");
    assertThat(installations(lab)).isEqualTo(before);

    lab.folder().set("TRIPLEO_CONTAINER_TAG", "pinned");
    programIsKilledWhileItHangs(lab);
    assertThat(installations(lab)).isEqualTo(before + 1);

    simulate(lab, "fail_in = step-3");
    tellsWhatItFailedWith(lab);
    assertThat(installations(lab)).isEqualTo(before + 2);

    simulate(lab, "pace = 1.5");
    connectionsAreCut(lab);
    // Only a run that follows prints this. A poll on a busy machine may miss any step.
    assertThat(lab.must("run", STAGE, "--yes").stdout()).contains("tripleo-stack: installed");
    assertThat(installations(lab)).isEqualTo(before + 3);
    assertThat(lab.must("podman", "ps", "--format", "{{.Image}}").stdout())
        .contains("keystone:pinned")
        .doesNotContain("current-tripleo");
    assertThat(lab.inMachine("cat containers-prepare-parameter.yaml"))
        .contains("tag: pinned")
        .doesNotContain("tag_from_label");
  }

  private static void programIsKilledWhileItHangs(SandboxLab lab) throws IOException {
    simulate(lab, "hang_in = step-2");
    Command killed = lab.start("run", STAGE, "--yes");
    killed.awaitOutput("tripleo-stack: step "); // shown while the run follows the installation
    lab.kill(killed);
    assertThat(state(lab)).isEqualTo("running");

    lab.folder().set("TRIPLEO_INSTALL_LIMIT", "30");
    lab.mustFail(STAGE, "takes longer than 30 s", "step 2 of 5");
    lab.inMachine("sudo systemctl stop " + UNIT);
    assertThat(state(lab)).isEqualTo("lost");
    lab.folder().set("TRIPLEO_INSTALL_LIMIT", "7200");
  }

  private static void tellsWhatItFailedWith(SandboxLab lab) throws IOException {
    RunResult failed =
        lab.mustFailAndFetch(
            STAGE, "FATAL", "step 3", "fail_in = step-3", "tripleo-lab run " + STAGE);
    String end = failed.stdout() + failed.stderr();
    String cause =
        end.substring(end.lastIndexOf("tripleo-stack: Check that the installation succeeded"));
    assertThat(cause.lines().takeWhile(it -> !it.isBlank()).count()).isBetween(5L, 20L);
    Path results = lab.folder().file("workspace/runs/latest/results");
    assertThat(Leaks.holding(results, "FATAL")).isNotEmpty();
    Leaks.noneIn(results, lab);
    assertThat(new Leaks(lab.folder().secrets()).isIn(failed.output())).isFalse();
  }

  private static void connectionsAreCut(SandboxLab lab) throws IOException {
    Command cut = lab.start("run", STAGE, "--yes");
    cut.awaitOutput("tripleo-stack: step ");
    // pkill ends with 1 if all processes have ended by then.
    lab.asRoot("systemctl stop ssh; pkill -KILL -u stack sshd || true");
    RunResult lost = cut.await();
    assertThat(lost.exitCode()).as(lost::everything).isEqualTo(1);
    assertThat(lost.output()).contains("no longer answers", "follow it to its end");
    lab.asRoot("systemctl start ssh");
    assertThat(state(lab)).isEqualTo("running");
  }

  /** Configures the simulated client for the next installation. */
  private static void simulate(SandboxLab lab, String line) {
    lab.inMachine("printf '[undercloud install]\\n%s\\n' > simulated.conf".formatted(line));
  }

  private static String state(SandboxLab lab) {
    return lab.inMachine("bash tripleo-lab/undercloud-install state");
  }

  /** The number of installations; each logs its start. */
  private static int installations(SandboxLab lab) {
    return Integer.parseInt(lab.inMachine("grep -c began tripleo-lab/undercloud.history"));
  }
}
