package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab that is prepared while everything goes wrong. What is on its hypervisor in the end is what
 * an undisturbed run makes. Each test goes on with what the one before it has left half done.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class FaultsIT {
  private static final Path LOOK = Path.of("src/faults/look");
  private static final String NO_SPACE = "No space left on device";

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static String bare;
  private static String undisturbed;

  @BeforeAll
  static void prepare() throws IOException {
    lab = SandboxLab.make(temporary);
    lab.must("sandbox", "up", "--yes");
    bare = packages();
    lab.must("run", "prepare", "--yes");
    undisturbed = look();
    assertThat(undisturbed).contains("/etc/tripleo-lab", "os-ctlplane", "virtualbmc");
  }

  @AfterAll
  static void cleanUp() {
    if (lab != null) {
      lab.close();
    }
  }

  /** All that a run may have left there. */
  private static String look() throws IOException {
    return Docker.mustWithInput(
        Files.readString(LOOK), "exec", "--interactive", lab.container(), "bash", "-s");
  }

  private static String packages() {
    return lab.asRoot(
        "dpkg-query --show --showformat='${db:Status-Status} ${Package}\\n' | grep '^installed '");
  }

  // --- Killed and cut off, one after the other
  // -----------------------------------------------------

  @Test
  @Order(1)
  @Fault(
      in = Area.KILLED,
      when = "ansible-playbook is killed (SIGKILL) while `prepare` runs",
      then = "Exit code 130, said to be interrupted at that task; nothing stays at work")
  void ansibleIsKilled() throws IOException {
    lab.must("clean", "--yes");
    // It has enabled the wait for the network at boot along, which a later task takes back.
    Command running = startUntil("Start systemd-networkd, now and at boot");
    List<ProcessHandle> ansible =
        running.descendants().stream().filter(FaultsIT::isAnsible).toList();
    assertThat(ansible).isNotEmpty();
    ansible.forEach(ProcessHandle::destroyForcibly);
    RunResult ended = running.await();
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(130);
    assertThat(ended.output()).contains("ansible-playbook ended during the task", "Run it again");
    assertIsQuiet();
    assertThat(lab.folder().latestRun().path("status").asText()).isEqualTo("interrupted");
  }

  private static boolean isAnsible(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("ansible-playbook");
  }

  private static Command startUntil(String play) {
    Command running = lab.start("run", "prepare", "--yes", "--no-fetch-results");
    running.awaitOutput(play);
    return running;
  }

  private static void assertIsQuiet() throws IOException {
    lab.eventually(
        "nothing",
        () ->
            Command.run(
                "echo", lab.folder().processesAtWork().isEmpty() ? "nothing" : "something"));
  }

  @Test
  @Order(2)
  @Fault(
      in = Area.CONNECTION,
      when = "sshd stops and its sessions are killed while `prepare` runs",
      then = "Exit code 4, the host is named; when it answers again the next run goes on")
  void connectionsAreCut() throws IOException {
    Command running = startUntil("Networks - ");
    lab.asRoot("systemctl stop ssh; pkill -KILL -x sshd || true");
    RunResult cut = running.await();
    lab.asRoot("systemctl start ssh");
    assertThat(cut.exitCode()).as(cut::everything).isEqualTo(4);
    assertThat(cut.output()).contains("hypervisor-root could not be reached at the task");
  }

  @Test
  @Order(3)
  @Fault(
      in = Area.KILLED,
      when = "The hypervisor loses its power while `prepare` runs, and comes back",
      then = "Exit code 4; the next run goes on")
  void powerFails() throws IOException {
    Command running = startUntil("Session - ");
    Docker.must("kill", lab.container());
    RunResult cut = running.await();
    Docker.must("start", lab.container());
    lab.eventually("up", () -> lab.folder().run("ssh", "hypervisor-root", "echo up"));
    assertThat(cut.exitCode()).as(cut::everything).isEqualTo(4);
    assertThat(cut.output()).contains("could not be reached at the task");
  }

  @Test
  @Order(4)
  @Fault(
      in = Area.CONNECTION,
      when = "The network is slow and comes and goes, and the program is stopped for a while",
      then = "The run goes on whenever it can, and ends with 0")
  void networkIsSlowAndFlaps() throws IOException {
    lab.asRoot("tc qdisc add dev eth0 root tbf rate 512kbit burst 16k latency 400ms");
    Command running = lab.start("run", "prepare", "--yes");
    int pauses = 0;
    try {
      running.awaitOutput("Preflight - ");
      running.signal("STOP");
      Command.pause(Duration.ofSeconds(5));
      running.signal("CONT");
      while (running.isRunning()) {
        // Docker gives up where the kernel cannot stop every process in time, and lets them go on.
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

  @Test
  @Order(5)
  @Fault(
      in = Area.KILLED,
      when = "All of that, compared with an undisturbed run",
      then = "Files, units, networks, links and machines are the same; once more, nothing changes")
  void endsAsIfNothingHadHappened() throws IOException {
    assertThat(look()).isEqualTo(undisturbed);
    lab.changesNothing("prepare", 2);
  }

  // --- Full disks
  // ----------------------------------------------------------------------------------

  @Test
  @Order(6)
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full: for network files, for libvirt's networks",
      then =
          "Exit code 1 with the cause; when there is space the next run goes on, to the same end")
  void hypervisorsDiskIsFull() throws IOException {
    lab.must("clean", "--yes");
    for (String folder : List.of("/etc/systemd/network", "/etc/libvirt/qemu/networks")) {
      lab.asRoot("mkdir -p " + folder + "; mount -t tmpfs -o nr_inodes=1 tmpfs " + folder);
      try {
        lab.mustFail(List.of("prepare"), NO_SPACE);
      } finally {
        lab.asRoot("umount " + folder);
      }
    }
    lab.must("run", "prepare", "--yes");
    assertThat(look()).isEqualTo(undisturbed);
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full where Ansible keeps what it is about to copy",
      then = "Exit code 4 with the cause; the next run is as if nothing had been")
  void hypervisorsTemporaryFolderIsFull() throws IOException {
    lab.asRoot("rm -rf /root/.ansible; mkdir /root/.ansible");
    lab.asRoot("mount -t tmpfs -o nr_inodes=1 tmpfs /root/.ansible");
    RunResult failed = lab.folder().run("run", "prepare", "--yes", "--no-fetch-results");
    lab.asRoot("umount /root/.ansible");
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(4);
    assertThat(failed.output()).as(failed::everything).contains(NO_SPACE);
    // The runs of the next tests are as if nothing had been.
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.DISK,
      when = "The disk gets full while the record of a run is written",
      then = "Exit code 4 with the cause; no stack trace, no process is left")
  void diskOfTheRecordIsFull() throws IOException {
    String script = "mount -t tmpfs -o size=300k tmpfs \"$1/workspace/runs\"; shift; exec \"$@\"";
    List<String> mount =
        List.of("unshare", "--mount", "sh", "-ec", script, "sh", lab.folder().path().toString());
    List<String> argv = lab.folder().argv(mount, "run", "prepare", "--yes");
    RunResult failed = Command.start(argv, Map.of(), "").await();
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(4);
    assertThat(failed.output()).contains(NO_SPACE, "free space").doesNotContain("\tat ");
    assertIsQuiet();
  }

  // --- The lab folder
  // ------------------------------------------------------------------------------

  @Test
  @Order(8)
  @Fault(
      in = Area.WORKSPACE,
      when = "ssh.config, lock and records are garbage, `runs/latest` points nowhere",
      then = "They are made anew; the stage runs and changes nothing")
  void workspaceIsGarbled() throws IOException {
    Path workspace = lab.folder().file("workspace");
    Path latest = workspace.resolve("runs/latest");
    Files.writeString(latest.resolve("run.json"), "{\"status\": \"succ");
    Files.writeString(latest.resolve("events.jsonl"), "\u0000\u0001{]");
    Files.writeString(workspace.resolve("ssh.config"), "Host *\n  ProxyCommand false\n");
    Files.writeString(workspace.resolve("lock"), "\u0000garbage");
    Files.delete(latest);
    Files.createSymbolicLink(latest, Path.of("nowhere"));
    assertThat(lab.must("runs").stdout()).isNotEmpty();
    assertThat(lab.must("stages").stdout()).contains("prepare");
    lab.changesNothing("prepare", 2);
    assertThat(lab.must("ssh", "hypervisor-stack", "id -un").stdout().strip()).isEqualTo("stack");
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.WORKSPACE,
      when =
          "The workspace is on another disk behind a symbolic link, the lab folder is reached by one, modes are odd",
      then = "The stage runs and changes nothing; keys and passwords are private again")
  void linksAndModes() throws IOException {
    Path workspace = lab.folder().file("workspace");
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(workspace, elsewhere);
    Files.createSymbolicLink(workspace, elsewhere);
    Path key = workspace.resolve("keys/root@hypervisor");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    lab.changesNothing("prepare", 2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
        .isEqualTo("rwx------");
    Path link = Files.createSymbolicLink(temporary.resolve("by a link"), lab.folder().path());
    RunResult there =
        Command.run(lab.folder().argv(List.of()).get(0), "-C", link.toString(), "virsh", "list");
    assertThat(there.exitCode()).as(there::everything).isZero();
    Files.delete(workspace);
    Files.move(elsewhere, workspace);
  }

  @Test
  @Order(10)
  @Fault(
      in = Area.WORKSPACE,
      when = "A file is where `playbooks/` must be",
      then = "Exit code 4, it is named and stays; nobody is contacted")
  void fileInThePlaceOfPlaybooks() throws IOException {
    Path playbooks = lab.folder().file("playbooks");
    Files.move(playbooks, temporary.resolve("playbooks"));
    Files.writeString(playbooks, "mine");
    RunResult refused = lab.folder().run("run", "prepare", "--yes");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(4);
    assertThat(refused.output()).contains("playbooks").doesNotContain("\tat ", "this is a bug");
    assertThat(playbooks).content().isEqualTo("mine");
    Files.delete(playbooks);
  }

  @Test
  @Order(11)
  @Fault(
      in = Area.CLEANING,
      when = "Nothing of it is wanted any more: `clean --purge`",
      then = "User stack and the lab's programs are gone; the packages are those of before the lab")
  void purgedMachineHasThePackagesOfBefore() throws IOException {
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains("user stack with its home", "libvirt-daemon-system");
    lab.must("clean", "--purge", "--yes");
    assertThat(packages()).isEqualTo(bare);
    lab.asRoot("! getent passwd stack; test ! -e /opt/tripleo-lab -a ! -e /etc/tripleo-lab");
    lab.must("clean", "--yes");
  }
}
