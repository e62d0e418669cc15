package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.process.ShellWords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A bare machine, known by its address only, and faults before anything changes on it. All tests
 * share the machine and leave it unchanged.
 */
@EndToEnd
@Execution(ExecutionMode.SAME_THREAD)
final class FirstContactWithMachineIT {
  private static final String PASSWORD = "correct horse 'battery' \"staple\"";
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  @TempDir private Path temporary;
  private static MachineContainer machine;

  @BeforeAll
  static void boot() throws IOException {
    Docker.require();
    machine = new MachineContainer(MachineContainer.image());
    machine.start();
    machine.setRootPassword(PASSWORD);
  }

  @AfterAll
  static void remove() {
    if (machine != null) {
      machine.stop();
    }
  }

  @AfterEach
  void forgetKeys() {
    machine.shell("rm -f /root/.ssh/authorized_keys");
  }

  private static LabFolder onMachine(LabFolder lab) throws IOException {
    return lab.set("HYPERVISOR_ADDRESS", machine.address());
  }

  private RunResult runWithPassword(LabFolder lab, String... options) throws IOException {
    Path file = Files.writeString(temporary.resolve("password"), PASSWORD);
    String[] all = {"run", "prepare", "--yes", "--password-file", file.toString()};
    return lab.run(
        Stream.concat(List.of(all).stream(), List.of(options).stream()).toArray(String[]::new));
  }

  private static void assertFails(RunResult result, int exitCode, String... parts) {
    assertThat(result.exitCode()).as(result::everything).isEqualTo(exitCode);
    assertThat(result.output()).as(result::everything).contains(parts);
    assertThat(result.output())
        .as(result::everything)
        .doesNotContain("\tat ", "Exception", "Traceback", "this is a bug");
  }

  // --- Before the machine is reached ---------------------------------------------------------

  @Test
  void unknownStage(LabFolder lab) {
    assertFails(
        lab.run("run", "prepair"),
        2,
        "unknown stage \"prepair\"",
        "prepare, tripleo-prepare, tripleo-install, nodes-prepare, nodes-register, all");
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Errors in `configuration/environment`",
      then =
          "Exit code 3; all errors are reported with file and line; nothing is written, no host is contacted")
  void errorsInTheConfigurationComeBeforeAnythingIsWrittenOrContacted(LabFolder lab)
      throws IOException {
    try (ServerSocket nobodyMayCall = new ServerSocket(0)) {
      lab.set("HYPERVISOR_ADDRESS", "127.0.0.1:" + nobodyMayCall.getLocalPort())
          .set("LAB_NAME", "no name")
          .set("TIMEZONE", "Moon/Crater");
      Map<String, String> before = lab.contents();
      assertFails(
          lab.run("run", "prepare", "--yes"),
          3,
          "configuration/environment:16:10: error",
          "2 errors in the configuration; nothing was written, nothing was contacted");
      assertThat(lab.contents()).isEqualTo(before);
      nobodyMayCall.setSoTimeout(1);
      assertThatThrownBy(nobodyMayCall::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @Fault(
      in = Area.CONNECTION,
      when = "No host answers at the hypervisor's address, or its name does not resolve",
      then = "Exit code 4; the message lists what was tried")
  void hostIsDown(LabFolder lab) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    lab.set("HYPERVISOR_ADDRESS", "127.0.0.1:" + free);
    assertFails(
        lab.run("run", "prepare", "--yes"), 4, "127.0.0.1:" + free + " refuses the connection");
    lab.set("HYPERVISOR_ADDRESS", "no-such-host.invalid");
    assertFails(lab.run("run", "prepare", "--yes"), 4, "no such host");
    assertFails(lab.run("ssh", "hypervisor-root", "true"), 4, "never reached");
  }

  @Test
  @Fault(
      in = Area.DISK,
      when = "The workspace is read-only, or has no space for the keys",
      then = "Exit code 4; the message names the cause and what to check")
  void workspaceThatCannotBeWritten(LabFolder lab) throws IOException {
    onMachine(lab);
    assertFails(
        lab.runOnTmpfs("workspace", "ro", "run", "prepare", "--yes"),
        4,
        "Read-only file system",
        "folder's permissions");
    assertFails(
        lab.runOnTmpfs("workspace", "size=16k", "run", "prepare", "--yes"),
        4,
        "No space left on device",
        "free space");
  }

  // --- At first contact ----------------------------------------------------------------------

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "A wrong password of root, or none without a terminal to ask for it",
      then = "Exit code 4; the message says how to pass a password")
  void wrongPassword(LabFolder lab) throws IOException {
    onMachine(lab);
    Path file = Files.writeString(temporary.resolve("wrong password"), "wrong\n");
    assertFails(
        lab.run("run", "prepare", "--yes", "--password-file", file.toString()),
        4,
        "First contact with " + machine.address(),
        "does not accept this password of root");
    assertFails(
        lab.run("run", "prepare", "--yes"),
        4,
        "no terminal to ask for the password",
        "--password-file");
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when = "The password of root is passed for the first contact, typed or in a file",
      then = "No file of the lab folder contains it")
  void passwordTypedAtThePrompt(LabFolder lab) throws IOException {
    onMachine(lab);
    try (TerminalWindow window =
        new TerminalWindow(lab.argv(List.of(), "run", "prepare", "--tags", "preflight"))) {
      window.sees("Does the machine's console show this fingerprint?").types("y");
      window.sees("Password of root on " + machine.address()).types("wrong");
      window.sees("does not accept this password of root").types(PASSWORD);
      window.sees("exit code 0");
      assertThat(window.text()).contains("prepare done in").doesNotContain(PASSWORD, "wrong\n");
    }
    assertThat(lab.contents().values()).noneMatch(it -> it.contains(PASSWORD));
    try (TerminalWindow window = new TerminalWindow(lab.argv(List.of(), "run", "prepare"))) {
      window.sees("Preflight - ").pressesCtrlC().sees("exit code 130");
      assertThat(window.text().lines())
          .as(window.text())
          .noneMatch(it -> it.matches("\\[[= ]+].*"));
    }
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("interrupted");
  }

  private static void configureSshd(String... lines) {
    String file = "/etc/ssh/sshd_config.d/10-hardened.conf";
    machine.shell(
        "printf '%s\\n' "
            + ShellWords.line(List.of(lines))
            + " >"
            + file
            + "; systemctl reload ssh");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "sshd of the hypervisor forbids the lab's key, user stack and forwarding, all at once",
      then = "Exit code 4; one message lists all, with file, line and remedy; no stage runs")
  @Fault(
      in = Area.MACHINES,
      when = "sshd of a known hypervisor begins to forbid forwarding",
      then = "Exit code 4 at the next run; the message has the option, file, line and remedy")
  void sshdForbidsWhatTheLabNeeds(LabFolder lab) throws IOException {
    onMachine(lab);
    configureSshd(
        "AllowUsers root",
        "AllowTcpForwarding no",
        "PubkeyAuthentication no",
        "AuthorizedKeysFile none",
        "DenyGroups kvm");
    RunResult all = runWithPassword(lab);
    configureSshd("DisableForwarding yes");
    RunResult one = runWithPassword(lab);
    RunResult known = lab.run("run", "prepare", "--yes");
    RunResult doctor = lab.run("doctor");
    configureSshd("");
    assertFails(
        all,
        4,
        "forbids what the lab needs",
        "AllowUsers root (/etc/ssh/sshd_config.d/10-hardened.conf:1), for stack: add",
        "AllowTcpForwarding no (/etc/ssh/sshd_config.d/10-hardened.conf:2), for stack: set",
        "PubkeyAuthentication no (/etc/ssh/sshd_config.d/10-hardened.conf:3), for root and stack",
        "AuthorizedKeysFile none (/etc/ssh/sshd_config.d/10-hardened.conf:4), for root and stack",
        "DenyGroups kvm (/etc/ssh/sshd_config.d/10-hardened.conf:5), for stack",
        "reload sshd");
    for (RunResult each : List.of(one, known)) {
      assertFails(each, 4, "  - DisableForwarding yes (", "10-hardened.conf:1), for stack: set it");
      assertThat(each.output()).doesNotContain("AllowUsers");
    }
    assertFails(
        doctor, 4, "problem sshd: DisableForwarding yes (", "10-hardened.conf:1), for stack");
    assertThat(lab.file("workspace/runs/latest")).doesNotExist();
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor has no Python at first contact",
      then = "Exit code 4; the message has the command that installs it; no stage runs")
  @Fault(
      in = Area.MACHINES,
      when = "A known hypervisor has no Python any more",
      then = "Exit code 4 at the next run; `doctor` says the same; both have the command")
  void pythonIsMissing(LabFolder lab) throws IOException {
    onMachine(lab);
    machine.shell("mv /usr/bin/python3 /usr/bin/python3.away");
    RunResult first = runWithPassword(lab);
    RunResult known = lab.run("run", "prepare", "--yes");
    RunResult doctor = lab.run("doctor");
    machine.shell("mv /usr/bin/python3.away /usr/bin/python3");
    for (RunResult each : List.of(first, known)) {
      assertFails(
          each,
          4,
          "needs Python on the hypervisor, but /usr/bin/python3 is missing there",
          "apt-get install -y python3");
    }
    assertFails(doctor, 4, "problem python: ", "Install it there: apt-get install -y python3");
    assertThat(lab.file("workspace/runs/latest")).doesNotExist();
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "root's .bashrc prints text, and a stage fails",
      then = "Logs and configuration are fetched all the same")
  @Fault(
      in = Area.MACHINES,
      when = "root's .bashrc prints text, and `rsync` copies files",
      then = "rsync fails; a warning names the text and how to print it at a terminal only")
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor has no rsync, and `rsync` copies files",
      then = "rsync fails; a warning says what is missing and what installs it")
  void startUpFilesThatPrintText(LabFolder lab) throws IOException {
    onMachine(lab);
    machine.shell("cp /root/.bashrc /root/kept; echo 'echo Welcome' >>/root/.bashrc");
    machine.shell("ip link add os-ctlplane type bridge");
    RunResult failed = runWithPassword(lab);
    RunResult rsync = lab.run("rsync", temporary + "/password", "hypervisor-root:/tmp/");
    machine.shell("ip link delete os-ctlplane; mv /root/kept /root/.bashrc");
    RunResult quiet = lab.run("rsync", temporary + "/password", "hypervisor-root:/tmp/");
    assertFails(failed, 1, "Logs and configuration: ");
    assertThat(lab.file("workspace/runs/latest/results/hypervisor/commands/uname.txt"))
        .content()
        .startsWith("Linux ");
    assertThat(rsync.exitCode()).as(rsync::everything).isNotZero();
    assertThat(rsync.output())
        .contains("which rsync takes for its own protocol: Welcome", "[ -t 1 ]");
    assertThat(List.of(rsync, quiet))
        .allSatisfy(it -> assertThat(it.output()).contains("hypervisor-root has no rsync"));
    assertThat(quiet.output()).as(quiet::everything).doesNotContain("its own protocol");
  }

  // --- Refused by the preflight --------------------------------------------------------------

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor has a foreign bridge with the lab's bridge name",
      then = "Refused before anything changes; the message says where to choose another name")
  void foreignBridge(LabFolder lab) throws IOException {
    onMachine(lab);
    machine.shell("ip link add os-ctlplane type bridge");
    RunResult refused;
    try (ProcessLists lists = ProcessLists.sample()) {
      refused =
          lab.runWithInput(PASSWORD + "\n", "run", "prepare", "--yes", "--password-file", "-");
      assertThat(lists.seen()).isNotEmpty().noneMatch(it -> it.contains(PASSWORD));
    }
    machine.shell("ip link delete os-ctlplane");
    assertThat(refused.output()).contains("Debian", "platform debian-12");
    assertRefused(
        lab,
        refused,
        "has an interface os-ctlplane that this lab did not create",
        "Choose another bridge name in configuration/libvirt/networks/openstack-control-plane.xml");
    assertThat(lab.contents().values()).noneMatch(it -> it.contains(PASSWORD));
  }

  private static void assertRefused(LabFolder lab, RunResult refused, String... parts)
      throws IOException {
    assertFails(refused, 1, parts);
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(lab.latestRun().path("exitCode").asInt()).isEqualTo(1);
    assertThat(lab.latestRun().at("/hosts/hypervisor-root/failed").asInt()).isEqualTo(1);
    assertThat(lab.latestRun().at("/hosts/hypervisor-root/changed").asInt()).isZero();
    machine.shell("test ! -e /etc/tripleo-lab -a ! -e /home/stack");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor already uses the lab's subnet",
      then = "Refused before anything changes")
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor answers with another host key",
      then = "Exit code 4; the message has both fingerprints and the remedy; nothing is sent")
  void subnetInUseAndChangedHostKey(LabFolder lab) throws IOException {
    onMachine(lab);
    machine.shell("ip link add other type bridge; ip link set other up");
    machine.shell("ip address add 192.168.24.77/25 dev other");
    RunResult refused = runWithPassword(lab);
    machine.shell("ip link delete other");
    assertRefused(
        lab,
        refused,
        "192.168.24.0/24 is already in use on the hypervisor",
        "Choose another OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment");

    String keys = "cd /etc/ssh; mkdir -p old";
    machine.shell(keys + "; mv ssh_host_* old/; ssh-keygen -qA; systemctl restart ssh");
    RunResult changed = lab.run("run", "prepare", "--yes");
    machine.shell(keys + "; mv old/* .; systemctl restart ssh");
    assertFails(changed, 4, "the host key of hypervisor has changed", "ssh-keygen -R");
    assertThat(FINGERPRINT.matcher(changed.output()).results().map(MatchResult::group).distinct())
        .as(changed::everything)
        .hasSize(2);
  }

  // --- Gone ----------------------------------------------------------------------------------

  @Test
  @Fault(
      in = Area.CONNECTION,
      when = "The hypervisor loses power while a stage runs",
      then = "Exit code 4; the message names the host; so does the next run")
  void machineThatStopsAnswering(LabFolder lab) throws IOException {
    try (MachineContainer other = new MachineContainer(MachineContainer.image())) {
      other.start();
      other.setRootPassword(PASSWORD);
      lab.set("HYPERVISOR_ADDRESS", other.address());
      Path file = Files.writeString(temporary.resolve("password"), PASSWORD);
      Command running =
          lab.start(Map.of(), "", "run", "prepare", "--yes", "--password-file", file.toString());
      try {
        running.awaitOutput("Preflight - ");
        Docker.must("kill", other.getContainerId());
        assertFails(lab.withLog(running.await()), 4, "unreachable");
      } finally {
        running.kill();
      }
      assertThat(lab.latestRun().path("status").asText()).isEqualTo("failed");
      assertThat(lab.latestRun().at("/hosts/hypervisor-root/unreachable").asInt()).isEqualTo(1);
      assertFails(lab.run("run", "prepare", "--yes"), 4, other.address());
    }
  }
}
