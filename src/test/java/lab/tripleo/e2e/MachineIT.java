package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * A machine that the program knows by address only, and what goes wrong with it. It is prepared
 * once, late; the order of the tests is that of a bad day.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class MachineIT {
  private static final String PASSWORD = "correct horse 'battery' \"staple\"";
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  @TempDir private static Path temporary;
  private static MachineContainer machine;
  private static LabFolder lab;

  @BeforeAll
  static void boot() throws IOException {
    Docker.require();
    lab = LabFolder.make(temporary, 1);
    machine = new MachineContainer(image());
    machine.start();
    machine.setRootPassword(PASSWORD);
    lab.set("HYPERVISOR_ADDRESS", machine.address()).set("LIBVIRT_SCOPE", "system");
    if (trusted().isPresent()) {
      lab.set("CA_BUNDLE", trusted().get().toString());
    }
  }

  /** Where TLS is signed anew on the way out, the machine must trust whom we trust. */
  static Optional<Path> trusted() {
    String named = System.getenv().getOrDefault("SSL_CERT_FILE", "/nowhere");
    return Stream.of(
            named, "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst();
  }

  @AfterAll
  static void remove() {
    if (machine != null) {
      machine.stop();
    }
  }

  /** The sandbox's image; where there is none yet the program builds it. */
  private static String image() throws IOException {
    String image = "tripleo-lab-sandbox:debian-12-" + hashOfItsScript();
    if (Command.run("docker", "image", "inspect", image).exitCode() != 0) {
      LabFolder sandbox = LabFolder.make(temporary, 0);
      RunResult up = sandbox.run("sandbox", "up", "--yes");
      RunResult down = sandbox.run("sandbox", "down");
      assertThat(up.exitCode()).as(up::everything).isZero();
      assertThat(down.exitCode()).as(down::everything).isZero();
    }
    return image;
  }

  private static String hashOfItsScript() throws IOException {
    try (InputStream in = MachineIT.class.getResourceAsStream("/sandbox/build-image")) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      return HexFormat.of().formatHex(hash).substring(0, 12);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static RunResult must(String... arguments) throws IOException {
    RunResult result = lab.run(arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
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
  @Order(1)
  void unknownStage() throws IOException {
    assertFails(
        lab.run("run", "prepair"),
        2,
        "there is no stage \"prepair\"",
        "prepare, tripleo-prepare, tripleo-install, all");
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.CONFIGURATION,
      when = "Errors in `configuration/environment`",
      then = "Exit code 3, all of them with their places; nothing is written, nobody is contacted")
  void errorsInTheConfigurationComeBeforeAnythingIsWrittenOrContacted() throws IOException {
    LabFolder wrong = LabFolder.make(temporary, 2);
    try (ServerSocket nobodyMayCall = new ServerSocket(0)) {
      wrong
          .set("HYPERVISOR_ADDRESS", "127.0.0.1:" + nobodyMayCall.getLocalPort())
          .set("LAB_NAME", "no name")
          .set("TIMEZONE", "Moon/Crater");
      Map<String, String> before = wrong.contents();
      assertFails(
          wrong.run("run", "prepare", "--yes"),
          3,
          "configuration/environment:15:10: error",
          "2 errors in the configuration; nothing was written, nothing was contacted");
      assertThat(wrong.contents()).isEqualTo(before);
      nobodyMayCall.setSoTimeout(1);
      org.assertj.core.api.Assertions.assertThatThrownBy(nobodyMayCall::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.CONNECTION,
      when = "Nobody listens at the hypervisor's address, or its name does not exist",
      then = "Exit code 4, with what was tried")
  void hostIsDown() throws IOException {
    LabFolder nowhere = LabFolder.make(temporary, 3);
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    nowhere.set("HYPERVISOR_ADDRESS", "127.0.0.1:" + free);
    assertFails(
        nowhere.run("run", "prepare", "--yes"), 4, "127.0.0.1:" + free + " refuses the connection");
    nowhere.set("HYPERVISOR_ADDRESS", "no-such-host.invalid");
    assertFails(nowhere.run("run", "prepare", "--yes"), 4, "no such host");
    assertFails(nowhere.run("ssh", "hypervisor-root", "true"), 4, "never reached");
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.DISK,
      when = "The workspace is read-only, or has no space for the keys",
      then = "Exit code 4; the message names the cause and what to look at")
  void workspaceThatCannotBeWritten() throws IOException {
    assertFails(onMountedWorkspace("ro"), 4, "Read-only file system", "folder's permissions");
    assertFails(onMountedWorkspace("size=16k"), 4, "No space left on device", "free space");
  }

  /** The mount lives in a namespace of its own and goes with the process. */
  private static RunResult onMountedWorkspace(String options) {
    String script = "mount -t tmpfs -o \"$1\" tmpfs \"$2/workspace\"; shift 2; exec \"$@\"";
    List<String> mount =
        List.of("unshare", "--mount", "sh", "-ec", script, "sh", options, lab.path().toString());
    return Command.start(lab.argv(mount, "run", "prepare", "--yes"), Map.of(), "").await();
  }

  // --- First contact -------------------------------------------------------------------------

  @Test
  @Order(2)
  @Fault(
      in = Area.MACHINES,
      when = "A wrong password of root, or none where nobody can be asked",
      then = "Exit code 4, with how to pass one")
  void wrongPassword() throws IOException {
    Path file = Files.writeString(temporary.resolve("wrong password"), "wrong\n");
    assertFails(
        lab.run("run", "prepare", "--yes", "--password-file", file.toString()),
        4,
        "First contact with " + machine.address(),
        "does not accept this password of root");
    assertFails(
        lab.run("run", "prepare", "--yes"),
        4,
        "no terminal to ask for a password at",
        "--password-file");
  }

  @Test
  @Order(2)
  void passwordTypedAtThePrompt() throws IOException {
    LabFolder typed = LabFolder.make(temporary, 4);
    typed.set("HYPERVISOR_ADDRESS", machine.address());
    try (TerminalWindow window =
        new TerminalWindow(typed.argv(List.of(), "run", "prepare", "--tags", "preflight"))) {
      window.sees("Is that so at the machine's console?").types("y");
      window.sees("Password of root on " + machine.address()).types("wrong");
      window.sees("does not accept this password of root").types(PASSWORD);
      window.sees("exit code 0");
      assertThat(window.text()).contains("prepare done in").doesNotContain(PASSWORD, "wrong\n");
    }
    assertThat(typed.contents().values()).noneMatch(it -> it.contains(PASSWORD));
    try (TerminalWindow window = new TerminalWindow(typed.argv(List.of(), "run", "prepare"))) {
      window.sees("Preflight - ").pressesCtrlC().sees("exit code 130");
      assertThat(window.text().lines())
          .as(window.text())
          .noneMatch(it -> it.matches("\\[[= ]+].*"));
    }
    assertThat(typed.latestRun().path("status").asText()).isEqualTo("interrupted");
    machine.shell("rm /root/.ssh/authorized_keys");
  }

  @Test
  @Order(3)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor has a bridge of that name which is not the lab's",
      then = "Refused before anything is changed, with where to choose another name")
  void foreignBridge() throws IOException {
    machine.shell("ip link add os-ctlplane type bridge");
    RunResult refused;
    try (ProcessLists lists = ProcessLists.sample()) {
      refused =
          lab.runWithInput(PASSWORD + "\n", "run", "prepare", "--yes", "--password-file", "-");
      assertThat(lists.seen()).noneMatch(it -> it.contains(PASSWORD));
    }
    machine.shell("ip link delete os-ctlplane");
    assertThat(refused.output()).contains("Debian", "platform debian-12");
    assertRefused(
        refused,
        "has an interface os-ctlplane that this lab did not make",
        "Choose another bridge name in configuration/libvirt/networks/openstack-control-plane.xml");
  }

  private static void assertRefused(RunResult refused, String... parts) throws IOException {
    assertFails(refused, 1, parts);
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(lab.latestRun().path("exitCode").asInt()).isEqualTo(1);
    assertThat(lab.latestRun().at("/hosts/hypervisor-root/failed").asInt()).isEqualTo(1);
    assertThat(lab.latestRun().at("/hosts/hypervisor-root/changed").asInt()).isZero();
    assertThat(machine.shell("ls -d /etc/tripleo-lab /home/stack 2>/dev/null || true")).isEmpty();
  }

  @Test
  @Order(4)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor uses the lab's subnet already",
      then = "Refused before anything is changed")
  void subnetInUse() throws IOException {
    machine.shell("rm /root/.ssh/authorized_keys");
    Path file = Files.writeString(temporary.resolve("password"), PASSWORD);
    machine.shell("ip link add other type bridge; ip link set other up");
    machine.shell("ip address add 192.168.24.77/25 dev other");
    RunResult refused = lab.run("run", "prepare", "--yes", "--password-file", file.toString());
    machine.shell("ip link delete other");
    assertRefused(
        refused,
        "192.168.24.0/24 is in use on the hypervisor already",
        "Choose another OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment");
  }

  @Test
  @Order(5)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor answers with another host key",
      then = "Exit code 4, both fingerprints and the remedy; nothing is sent")
  void changedHostKey() throws IOException {
    String keys = "cd /etc/ssh; mkdir -p old";
    machine.shell(keys + "; mv ssh_host_* old/; ssh-keygen -qA; systemctl restart ssh");
    RunResult refused = lab.run("run", "prepare", "--yes");
    machine.shell(keys + "; mv old/* .; systemctl restart ssh");
    assertFails(refused, 4, "the host key of hypervisor has changed", "ssh-keygen -R");
    assertThat(FINGERPRINT.matcher(refused.output()).results().map(MatchResult::group).distinct())
        .as(refused::everything)
        .hasSize(2);
  }

  // --- Runs ----------------------------------------------------------------------------------

  @Test
  @Order(6)
  @Fault(
      in = Area.TIME,
      when = "A second run is started while one is at work, which then gets Ctrl-C",
      then =
          "The second ends with 5 and says who runs; the first ends with 130, no process is left, the record says interrupted")
  void interruptedWhileAnotherOneWaitsInVain() throws IOException {
    Command running = lab.start(Map.of(), "", "run", "prepare", "--yes", "--progress", "plain");
    try {
      running.awaitOutput("Packages - install");
      Command.pause(Duration.ofSeconds(3));
      RunResult second = lab.run("run", "prepare", "--yes");
      assertFails(second, 5, "run prepare", "process " + running.pid());
      assertThat(lab.latestRun().path("status").asText()).isEqualTo("running");
      List<ProcessHandle> children = running.descendants();
      assertThat(children).isNotEmpty();
      running.signal("INT");
      RunResult interrupted = running.await();
      assertFails(interrupted, 130, "interrupted");
      assertThat(interrupted.took()).isLessThan(Duration.ofMinutes(3));
      assertThat(children).noneMatch(MachineIT::runs);
    } finally {
      running.kill();
    }
    assertThat(lab.processesAtWork()).isEmpty();
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("interrupted");
    assertThat(lab.latestRun().path("exitCode").asInt()).isEqualTo(130);
    assertThat(Instant.parse(lab.latestRun().path("finishedAt").asText())).isBefore(Instant.now());
    assertThat(lab.file("workspace/lock")).isEmptyFile();
  }

  /** One that is dead but not yet collected by its parent runs no more. */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.KILLED,
      when = "Ctrl-C while packages are being installed",
      then = "The next run ends with 0")
  void nextRunSucceeds() throws IOException {
    must("run", "prepare", "--yes");
    assertThat(lab.processesAtWork()).isEmpty();
    assertThat(must("runs").stdout()).containsPattern("(?s)succeeded.*interrupted.*failed.*failed");
  }

  @Test
  @Order(8)
  void secondRunChangesNothing() throws IOException {
    RunResult second = must("run", "prepare", "--yes");
    lab.latestRunChangedNothing(second);
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.KILLED,
      when = "The program is killed (SIGKILL) while `prepare` runs",
      then =
          "Nothing of it stays at work; its record is closed as interrupted by the next command, and its temporary folder removed")
  void killedOutrightLeavesNothingAtWork() throws IOException {
    Command running = lab.start(Map.of(), "", "run", "prepare", "--yes", "--progress", "plain");
    try {
      running.awaitOutput("Marks - ");
      running.signal("KILL");
      Instant end = Instant.now().plusSeconds(20);
      while (!lab.processesAtWork().isEmpty() && Instant.now().isBefore(end)) {
        Command.pause(Duration.ofMillis(200));
      }
    } finally {
      running.kill();
    }
    assertThat(lab.processesAtWork()).isEmpty();
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("running");
    Path note = lab.file("workspace/runs/latest/temporary-folder");
    Path temporary = Path.of(Files.readString(note));
    assertThat(temporary).isDirectory();
    RunResult runs = lab.run("runs");
    assertThat(runs.exitCode()).as(runs::everything).isZero();
    assertThat(runs.output().lines().findFirst().orElse("")).contains("interrupted");
    assertThat(temporary).doesNotExist();
    assertThat(note).doesNotExist();
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("interrupted");
  }

  @Test
  @Order(9)
  void stackRulesTheSystemsLibvirt() throws IOException {
    assertThat(must("virsh", "uri").stdout().strip()).isEqualTo("qemu:///system");
    assertThat(must("virsh", "list", "--all").stdout().strip())
        .matches("(?s)\\s*Id\\s+Name\\s+State\\s+-+");
    assertThat(must("virsh", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
    assertThat(must("virsh", "pool-list").stdout()).containsPattern("tripleo-lab +active +yes");
    assertThat(must("vbmc", "list").exitCode()).isZero();
    assertThat(machine.shell("ls /sys/class/net/os-ctlplane/brif")).isEmpty();
  }

  @Test
  @Order(10)
  @Fault(
      in = Area.SECRETS,
      when = "The password of root is given for the first contact",
      then = "It is in no file of the lab folder")
  void rootPasswordIsKeptNowhere() throws IOException {
    assertThat(lab.contents().values()).noneMatch(it -> it.contains(PASSWORD));
  }

  @Test
  @Order(11)
  @Fault(
      in = Area.CONNECTION,
      when = "The hypervisor loses its power while `prepare` runs",
      then = "Exit code 4, the host is named; so does the next run")
  void machineThatStopsAnswering() throws IOException {
    Command running = lab.start(Map.of(), "", "run", "prepare", "--yes", "--progress", "plain");
    try {
      running.awaitOutput("Packages - install");
      Docker.must("kill", machine.getContainerId());
      assertFails(lab.withLog(running.await()), 4, "unreachable");
    } finally {
      running.kill();
    }
    assertThat(lab.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(lab.latestRun().at("/hosts/hypervisor-root/unreachable").asInt()).isEqualTo(1);
    assertFails(lab.run("run", "prepare", "--yes"), 4, machine.address());
  }
}
