package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Prepares a bare hypervisor while one fault after another happens. The result equals that of an
 * undisturbed run.
 */
@EndToEnd
@Order(6)
final class BadDayIT {
  private static final String NO_SPACE = "No space left on device";

  @Test
  @Fault(
      in = Area.KILLED,
      when = "The program is killed (SIGKILL) while `prepare` runs",
      then =
          "No process is left; the next command marks the record as interrupted and removes the temporary folder")
  @Fault(
      in = Area.TIME,
      when = "A second run starts while another is running; then the first gets Ctrl-C",
      then =
          "The second ends with exit code 5 and names the running one; the first ends with 130 and is recorded as interrupted; no process is left")
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full when network files or libvirt networks are written",
      then = "Exit code 1 with the cause; the next run succeeds once there is space")
  @Fault(
      in = Area.KILLED,
      when = "ansible-playbook is killed (SIGKILL) while `prepare` runs",
      then = "Exit code 130; the run is reported as interrupted at that task; no process is left")
  @Fault(
      in = Area.CONNECTION,
      when = "sshd stops and its sessions are killed while `prepare` runs",
      then = "Exit code 4; the message names the host; the next run succeeds once the host answers")
  @Fault(
      in = Area.KILLED,
      when = "The hypervisor loses power while `prepare` runs, and restarts",
      then = "Exit code 4; the next run succeeds")
  @Fault(
      in = Area.CONNECTION,
      when = "The network is slow and fails now and then, and the program is suspended for a while",
      then = "The run continues each time, and ends with exit code 0")
  @Fault(
      in = Area.KILLED,
      when = "All faults of this test on one hypervisor, compared with an undisturbed run",
      then =
          "Files, units, networks, links and virtual machines are the same; another run changes nothing")
  void endsAsIfNothingHadHappened(SandboxLab lab) throws IOException {
    lab.startBare();
    programIsKilled(lab);
    interruptedWhileASecondRunIsRefused(lab);
    diskIsFull("/etc/systemd/network", lab);
    ansibleIsKilled(lab);
    diskIsFull("/etc/libvirt/qemu/networks", lab);
    connectionsAreCut(lab);
    powerFails(lab);
    networkIsSlowAndFlaps(lab);
    assertThat(lab.look()).isEqualTo(State.PREPARED.kept().look());
    lab.changesNothing("prepare");
  }

  private static Command startUntil(String text, SandboxLab lab) {
    Command running = lab.start("run", "prepare", "--yes", "--no-fetch-results");
    running.awaitOutput(text);
    return running;
  }

  private static void programIsKilled(SandboxLab lab) throws IOException {
    lab.kill(startUntil("Marks - ", lab));
    Path note = lab.folder().file("workspace/runs/latest/temporary-folder");
    Path temporary = Path.of(Files.readString(note));
    assertThat(temporary).isDirectory();
    RunResult runs = lab.must("runs");
    assertThat(runs.output().lines().findFirst().orElse("")).contains("interrupted");
    assertThat(temporary).doesNotExist();
    assertThat(note).doesNotExist();
    assertThat(lab.folder().latestRun().path("status").asText()).isEqualTo("interrupted");
  }

  private static void interruptedWhileASecondRunIsRefused(SandboxLab lab) throws IOException {
    Command running = startUntil("Packages - install", lab);
    try {
      lab.asRoot("until pgrep -x dpkg; do sleep 0.1; done");
      RunResult second = lab.folder().run("run", "prepare", "--yes");
      assertThat(second.exitCode()).as(second::everything).isEqualTo(5);
      assertThat(second.output()).contains("run prepare", "process " + running.pid());
      assertThat(lab.folder().latestRun().path("status").asText()).isEqualTo("running");
      List<ProcessHandle> children = running.descendants();
      assertThat(children).isNotEmpty();
      running.signal("INT");
      RunResult interrupted = running.await();
      assertThat(interrupted.exitCode()).as(interrupted::everything).isEqualTo(130);
      assertThat(interrupted.output())
          .contains("interrupted")
          .doesNotContain("\tat ", "Exception", "Traceback", "this is a bug");
      assertThat(interrupted.took()).isLessThan(Duration.ofMinutes(3));
      assertThat(children).noneMatch(Command::isAlive);
    } finally {
      running.kill();
    }
    assertThat(lab.folder().processesAtWork()).isEmpty();
    assertThat(lab.folder().latestRun().path("status").asText()).isEqualTo("interrupted");
    assertThat(lab.folder().latestRun().path("exitCode").asInt()).isEqualTo(130);
    assertThat(lab.folder().latestRun().path("finishedAt").asText()).isNotEmpty();
    assertThat(lab.folder().file("workspace/lock")).isEmptyFile();
  }

  private static void diskIsFull(String folder, SandboxLab lab) {
    lab.asRoot("mkdir -p " + folder + "; mount -t tmpfs -o nr_inodes=1 tmpfs " + folder);
    lab.mustFail("prepare", NO_SPACE);
    lab.asRoot("umount " + folder);
  }

  private static void ansibleIsKilled(SandboxLab lab) throws IOException {
    // The task has also enabled the wait for the network at boot, which a later task disables.
    Command running = startUntil("Enable and start systemd-networkd", lab);
    List<ProcessHandle> ansible =
        running.descendants().stream().filter(BadDayIT::isAnsible).toList();
    assertThat(ansible).isNotEmpty();
    ansible.forEach(ProcessHandle::destroyForcibly);
    RunResult ended = running.await();
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(130);
    assertThat(ended.output())
        .contains(
            "ansible-playbook ended during the task",
            "To resume, run: tripleo-lab -C ",
            " run --resume prepare");
    lab.folder().awaitQuiet();
    assertThat(lab.folder().latestRun().path("status").asText()).isEqualTo("interrupted");
  }

  private static boolean isAnsible(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("ansible-playbook");
  }

  private static void connectionsAreCut(SandboxLab lab) {
    Command running = startUntil("Networks - ", lab);
    // pkill ends with 1 if all processes have ended by then.
    lab.asRoot("systemctl stop ssh; pkill -KILL -x sshd || true");
    RunResult cut = running.await();
    lab.asRoot("systemctl start ssh");
    assertThat(cut.exitCode()).as(cut::everything).isEqualTo(4);
    assertThat(cut.output()).contains("hypervisor-root could not be reached at the task");
  }

  private static void powerFails(SandboxLab lab) throws IOException {
    Command running = startUntil("Session - ", lab);
    lab.cutPower();
    RunResult cut = running.await();
    lab.startAgain();
    assertThat(cut.exitCode()).as(cut::everything).isEqualTo(4);
    assertThat(cut.output()).contains("could not be reached at the task");
  }

  private static void networkIsSlowAndFlaps(SandboxLab lab) {
    lab.asRoot("tc qdisc add dev eth0 root tbf rate 512kbit burst 16k latency 400ms");
    Command running = lab.start("run", "prepare", "--yes");
    int pauses = 0;
    try {
      running.awaitOutput("Preflight - ");
      running.signal("STOP");
      Command.pause(Duration.ofSeconds(5));
      running.signal("CONT");
      while (running.isRunning()) {
        // Docker gives up if the kernel cannot stop every process in time, and lets them continue.
        if (Command.run("docker", "pause", lab.container()).exitCode() == 0) {
          pauses++;
          Command.pause(Duration.ofSeconds(4));
          Docker.must("unpause", lab.container());
        }
        Command.pause(Duration.ofSeconds(6));
      }
    } finally {
      running.kill();
    }
    lab.asRoot("tc qdisc delete dev eth0 root");
    RunResult ended = lab.folder().withLog(running.await());
    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(pauses).isPositive();
  }
}
