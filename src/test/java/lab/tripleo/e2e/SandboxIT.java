package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
 * The shipped configuration, from an empty folder to a hypervisor and back. One prepared sandbox
 * serves all tests, which is why their order matters.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class SandboxIT {
  private static final String MACHINE = ThrowAway.NAME;
  private static final String BMC_PORT = "6230";

  /** IPMI allows 20 characters. */
  private static final String BMC_PASSWORD = "of-the-throw-away";

  /** Longer than a libvirt daemon of a session without units stays when its last machine is off. */
  private static final Duration OFF = Duration.ofMinutes(3);

  @TempDir private static Path temporary;
  private static LabFolder lab;
  private static Thread lastResort;
  private static RunResult first;
  private static Set<String> processes;
  private static Instant switchedOff;

  @BeforeAll
  static void prepare() throws IOException {
    Docker.require();
    lab = LabFolder.make(temporary, 1);
    lastResort = new Thread(SandboxIT::down);
    Runtime.getRuntime().addShutdownHook(lastResort);
    try (ProcessLists lists = ProcessLists.sample()) {
      first = lab.run("run", "prepare", "--yes");
      processes = lists.seen();
    }
    assertThat(first.exitCode()).as(first::everything).isZero();
  }

  @AfterAll
  static void cleanUp() {
    if (lastResort != null) {
      down();
      Runtime.getRuntime().removeShutdownHook(lastResort);
    }
  }

  private static void down() {
    Command.start(lab.argv(List.of(), "sandbox", "down"), java.util.Map.of(), "").await();
  }

  private static RunResult must(String... arguments) throws IOException {
    RunResult result = lab.run(arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
  }

  private static String asRoot(String command) throws IOException {
    return must("ssh", "hypervisor-root", command).stdout().strip();
  }

  private static String container() throws IOException {
    return must("sandbox", "status").stdout().split(":", 2)[0];
  }

  @Test
  @Order(1)
  void saysWhereTheRecordIs() throws IOException {
    String id = lab.latestRun().path("id").asText();
    assertThat(first.output()).contains("Record: workspace/runs/" + id);
    Path record = lab.file("workspace/runs/" + id);
    for (String name :
        List.of(
            "run.json",
            "events.jsonl",
            "ansible.log",
            "stderr.log",
            "inventory/hosts.yml",
            "playbooks/prepare.yml",
            "topology.svg",
            "report.xml")) {
      assertThat(record.resolve(name)).isRegularFile();
    }
    assertThat(record.resolve("stderr.log")).isEmptyFile();
  }

  @Test
  @Order(1)
  void reportTellsOfTheRun() throws IOException {
    Path record = lab.file("workspace/runs/latest");
    JsonNode report = new ObjectMapper().readTree(record.resolve("report.json").toFile());
    assertThat(report.path("status").asText()).isEqualTo("succeeded");
    assertThat(report.path("hosts")).isEqualTo(lab.latestRun().path("hosts"));
    JsonNode packages =
        StreamSupport.stream(report.path("tasks").spliterator(), false)
            .filter(it -> it.path("task").asText().equals("Install packages"))
            .findFirst()
            .orElseThrow();
    assertThat(packages.path("outcome").asText()).isEqualTo("changed");
    assertThat(packages.path("path").asText()).startsWith("playbooks/prepare.yml:");
    String page = Files.readString(record.resolve("report.html"));
    assertThat(page)
        .contains("Install packages", "href=\"playbooks/prepare.yml\"", "data:image/svg+xml");
    assertThat(must("report").stdout().strip()).endsWith("/report.html");
    assertThat(record.resolve("report.html")).hasContent(page);
  }

  @Test
  @Order(1)
  void recordTellsHowItEnded() throws IOException {
    JsonNode run = lab.latestRun();
    assertThat(run.path("stage").asText()).isEqualTo("prepare");
    assertThat(run.path("status").asText()).isEqualTo("succeeded");
    assertThat(run.path("exitCode").isInt()).isTrue();
    assertThat(run.path("exitCode").asInt()).isZero();
    assertThat(Instant.parse(run.path("startedAt").asText()))
        .isBefore(Instant.parse(run.path("finishedAt").asText()));
    for (String host : List.of("hypervisor-root", "hypervisor-stack")) {
      JsonNode stats = run.path("hosts").path(host);
      assertThat(stats.path("ok").asInt()).as(host).isPositive();
      assertThat(stats.path("changed").asInt()).as(host).isPositive();
      for (String none : List.of("failed", "unreachable", "rescued", "ignored")) {
        assertThat(stats.path(none).isInt()).as(host + " " + none).isTrue();
        assertThat(stats.path(none).asInt()).as(host + " " + none).isZero();
      }
      assertThat(stats.path("skipped").isInt()).as(host).isTrue();
    }
  }

  @Test
  @Order(1)
  void workspaceIsItsOwnersAlone() throws IOException {
    for (String name :
        List.of(
            "keys/root@hypervisor",
            "keys/root@hypervisor.pub",
            "keys/stack@hypervisor",
            "keys/stack@hypervisor.pub",
            "passwords/stack@hypervisor",
            "ssh.config",
            "known_hosts",
            "lock")) {
      assertThat(lab.file("workspace/" + name)).isRegularFile();
    }
    assertThat(Files.readString(lab.file("workspace/passwords/stack@hypervisor")))
        .matches("[A-Za-z0-9]{25}\\s*");
    assertThat(Files.isSymbolicLink(lab.file("workspace/runs/latest"))).isTrue();
    try (Stream<Path> all = Files.walk(lab.file("workspace"))) {
      for (Path each : all.filter(it -> !Files.isSymbolicLink(it)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  @Order(2)
  void virshListIsAnEmptyTable() throws IOException {
    assertThat(must("virsh", "list").stdout().strip()).matches("(?s)\\s*Id\\s+Name\\s+State\\s+-+");
  }

  @Test
  @Order(2)
  void bothNetworksAreActiveAndStartAtBoot() throws IOException {
    assertThat(must("virsh", "-r", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
  }

  @Test
  @Order(2)
  void sshRunsCommandsAndPassesOnTheirExitCode() throws IOException {
    assertThat(must("ssh", "hypervisor-stack", "id").stdout()).contains("(stack)", "(kvm)");
    assertThat(must("ssh", "hypervisor-root", "ls -al").stdout()).contains(".ssh");
    RunResult seven = lab.run("ssh", "hypervisor-root", "echo out; echo err >&2; exit 7");
    assertThat(seven.exitCode()).as(seven::everything).isEqualTo(7);
    assertThat(seven.stdout()).isEqualTo("out\n");
    assertThat(seven.stderr()).contains("err");
    RunResult input = lab.runWithInput("of our own\n", "ssh", "hypervisor-stack", "cat");
    assertThat(input.stdout()).as(input::everything).isEqualTo("of our own\n");
  }

  @Test
  @Order(2)
  void plainSshAndAnsibleNeedNoProgram() throws IOException {
    RunResult ssh =
        Command.run(
            "ssh", "-F", lab.file("workspace/ssh.config").toString(), "hypervisor-stack", "whoami");
    assertThat(ssh.stdout().strip()).as(ssh::everything).isEqualTo("stack");
  }

  @Test
  @Order(2)
  void argumentsArriveAsTheyAre() throws IOException {
    String name = "no 'such' \"machine\" $HOME `id` *";
    RunResult result = lab.run("virsh", "domstate", name);
    assertThat(result.exitCode()).as(result::everything).isEqualTo(1);
    assertThat(result.stderr()).contains("failed to get domain '" + name + "'");
    RunResult root = lab.run("virsh", "-r", "net-info", name);
    assertThat(root.exitCode()).as(root::everything).isEqualTo(1);
    assertThat(root.stderr()).contains("failed to get network '" + name + "'");
  }

  @Test
  @Order(3)
  void rsyncCopiesAFileWithAnOddName() throws IOException {
    Path file = temporary.resolve("the machine's own.xml");
    Files.writeString(file, ThrowAway.DOMAIN);
    must("rsync", file.toString(), "hypervisor-stack:/tmp/");
    Path back = temporary.resolve("it came back.xml");
    must("rsync", "-a", "hypervisor-stack:/tmp/the machine's own.xml", back.toString());
    assertThat(back).hasSameTextualContentAs(file);
  }

  @Test
  @Order(4)
  void ipmiSwitchesAMachineOnAndOff() throws IOException {
    must("virsh", "define", "/tmp/the machine's own.xml");
    must(
        "vbmc",
        "add",
        MACHINE,
        "--address",
        "127.0.0.1",
        "--port",
        BMC_PORT,
        "--username",
        "admin",
        "--password",
        BMC_PASSWORD,
        "--libvirt-uri",
        "qemu:///session");
    must("vbmc", "start", MACHINE);
    eventually("is off", () -> power("status"));
    assertThat(power("on").exitCode()).isZero();
    eventually("is on", () -> power("status"));
    assertThat(must("virsh", "list").stdout()).containsPattern(MACHINE + " +running");
    for (String bridge : List.of("vm-ctlplane", "os-ctlplane")) {
      assertThat(asRoot("ip -o link show master " + bridge)).contains("tap");
    }
    assertThat(power("off").exitCode()).isZero();
    eventually("is off", () -> power("status"));
    switchedOff = Instant.now();
  }

  @Test
  @Order(4)
  void ipmitoolSaysThatThereIsNoSuchNode() throws IOException {
    RunResult unknown = lab.run("ipmitool", "../" + MACHINE + "/no", "power", "status");
    assertThat(unknown.exitCode()).as(unknown::everything).isEqualTo(1);
    assertThat(unknown.stderr())
        .contains("error: VirtualBMC has no node ../" + MACHINE + "/no", "vbmc list");
  }

  private static RunResult power(String command) throws IOException {
    return lab.run("ipmitool", MACHINE, "power", command);
  }

  /** A question whose answer may take a moment to become the right one. */
  private interface Question {
    RunResult ask() throws IOException;
  }

  private static void eventually(String answer, Question question) throws IOException {
    Instant end = Instant.now().plusSeconds(90);
    RunResult result = question.ask();
    while (!result.stdout().contains(answer) && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(500));
      result = question.ask();
    }
    assertThat(result.stdout()).as(result::everything).contains(answer);
  }

  // What follows fills the three minutes in which the machine is off.

  @Test
  @Order(5)
  void secondRunChangesNothing() throws IOException {
    RunResult second = must("run", "prepare", "--yes");
    assertThat(second.stdout() + second.stderr()).contains("changed: 0");
    assertThat(lab.latestRun().path("hosts").properties()).hasSize(2);
    lab.latestRunChangedNothing(second);
  }

  @Test
  @Order(6)
  void generatedFilesAreCheckedAgainstTheConfiguration() throws IOException {
    must("generate", "--check");
    Path playbook = lab.file("playbooks/prepare.yml");
    String generated = Files.readString(playbook);
    Files.writeString(playbook, generated.replace("name: Install packages", "name: Do evil"));
    RunResult stale = lab.run("generate", "--check");
    assertThat(stale.exitCode()).as(stale::everything).isEqualTo(1);
    assertThat(stale.output())
        .containsPattern("(?m)^-.*Do evil")
        .containsPattern("(?m)^\\+.*Install packages");
    must("generate");
    assertThat(playbook).content().isEqualTo(generated);
    must("generate", "--check");
  }

  @Test
  @Order(6)
  void tellsOfItself() throws IOException {
    String id = lab.latestRun().path("id").asText();
    assertThat(must("stages").stdout()).contains("prepare", "succeeded", id);
    assertThat(must("runs").stdout().lines()).hasSize(2).first().asString().startsWith(id);
    assertThat(must("doctor").output()).contains("ok      hypervisor");
    assertThat(must("sandbox", "status").stdout()).contains("running");
    assertThat(must("--version").stdout()).startsWith("tripleo-lab ");
    assertThat(must("--help").stdout()).contains("prepare", "sandbox", "virsh");
    assertThat(must("generate-completion").stdout()).contains("complete");
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.SECRETS,
      when = "`run prepare` with known keys and passwords: the lab folder",
      then = "They are in their own files and in no other, records included")
  void secretsAreInNoOtherFileOfTheLab() throws IOException {
    assertThat(new Leaks(lab.secrets()).inFolder(lab.path()))
        .containsExactlyInAnyOrder(
            "workspace/keys/root@hypervisor",
            "workspace/keys/stack@hypervisor",
            "workspace/keys/stack@tripleo",
            "workspace/keys/host@tripleo",
            "workspace/passwords/stack@hypervisor",
            "workspace/passwords/stack@tripleo");
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.SECRETS,
      when = "The same: the screen, the arguments and environment of every process meanwhile",
      then = "They are in none")
  void secretsWereOnNoScreenAndInNoProcess() throws IOException {
    assertThat(processes).anyMatch(it -> it.contains("ansible-playbook"));
    assertThat(processes).as("processes in the sandbox").anyMatch(it -> it.contains("apt-get"));
    Leaks leaks = new Leaks(lab.secrets());
    assertThat(leaks.isIn(first.output())).isFalse();
    assertThat(processes).noneMatch(leaks::isIn);
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.SECRETS,
      when = "The same: files, temporary folders and the journal of the hypervisor",
      then = "They are in none")
  void secretsAreNowhereOnTheHypervisor() throws IOException {
    assertThat(new Leaks(lab.secrets()).onHypervisor(container())).isEmpty();
  }

  @Test
  @Order(8)
  @Fault(
      in = Area.KILLED,
      when = "A task of `prepare` fails, then the cause is removed",
      then =
          "`--resume` goes on at the section of that task; once more, it has nothing to do and says so")
  void goesOnWhereItFailed() throws IOException {
    asRoot("rm /usr/local/bin/vbmc && mkdir /usr/local/bin/vbmc");
    RunResult failed = lab.run("run", "prepare", "--yes", "--no-fetch-results");
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(1);
    asRoot("rmdir /usr/local/bin/vbmc");
    RunResult resumed = must("run", "prepare", "--resume", "--yes");
    assertThat(resumed.output())
        .contains("prepare goes on at section virtualbmc, where run", " failed.")
        .contains("Start VirtualBMC", "Write the summary")
        .doesNotContain("Install packages", "Create user stack");
    assertThat(must("run", "prepare", "--resume", "--yes").output())
        .contains("prepare is left out: run", "nothing has changed since.");
  }

  @Test
  @Order(8)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor is another lab's",
      then = "Refused, nothing is changed, the other lab's notes are as they were")
  void anotherLabLeavesThisOneAlone() throws IOException {
    LabFolder other = LabFolder.make(temporary, 2);
    String address =
        asRoot("ip -o -4 address show dev eth0").replaceAll(".*inet ([0-9.]+)/.*", "$1");
    other.set("LAB_NAME", "other").set("HYPERVISOR_ADDRESS", address);
    Docker.mustWithInput("root:of the other's\n", "exec", "--interactive", container(), "chpasswd");
    RunResult refused =
        other.runWithInput("of the other's\n", "run", "prepare", "--yes", "--password-file", "-");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(1);
    assertThat(refused.output())
        .contains(
            "has a libvirt network virtual-machine-control-plane that this lab did not make",
            "use another hypervisor");
    assertThat(other.latestRun().path("status").asText()).isEqualTo("failed");
    assertThat(other.latestRun().at("/hosts/hypervisor-root/changed").asInt()).isZero();
    assertThat(asRoot("ls /etc/tripleo-lab")).isEqualTo("tripleo-lab");
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.MACHINES,
      when =
          "The last machine of the session was off for three minutes, longer than libvirt waits before it goes",
      then = "IPMI switches it on")
  void ipmiSwitchesOnWhatWasOffForThreeMinutes() throws IOException {
    Duration left = Duration.between(Instant.now(), switchedOff.plus(OFF));
    if (!left.isNegative()) {
      Command.pause(left);
    }
    RunResult on = power("on");
    assertThat(on.exitCode()).as(on::everything).isZero();
    eventually("is on", () -> power("status"));
    assertThat(must("virsh", "list").stdout()).containsPattern(MACHINE + " +running");
  }

  @Test
  @Order(10)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor restarts",
      then = "Networks, bridge, pool, daemon, VirtualBMC and machines are back by themselves")
  void everythingIsBackAfterARestart() throws IOException {
    must("virsh", "autostart", MACHINE);
    Docker.must("restart", "-t", "90", container());
    eventually("running", () -> lab.run("ssh", "hypervisor-root", "systemctl is-system-running"));
    bothNetworksAreActiveAndStartAtBoot();
    assertThat(asRoot("cat /sys/class/net/os-ctlplane/bridge/stp_state")).isEqualTo("0");
    assertThat(asRoot("cat /sys/class/net/os-ctlplane/ifalias"))
        .isEqualTo("tripleo-lab:tripleo-lab");
    assertThat(asRoot("basename $(readlink /sys/class/net/eth1/master)")).isEqualTo("os-ctlplane");
    assertThat(asRoot("ip -o -4 address show dev vm-ctlplane")).contains("192.168.122.1/24");
    assertThat(asRoot("ip -o address show dev eth1 scope global")).isEmpty();
    assertThat(asRoot("pgrep -c -u stack -x libvirtd")).isEqualTo("1");
    eventually(MACHINE, () -> lab.run("virsh", "list"));
    eventually(MACHINE, () -> lab.run("vbmc", "list"));
    eventually("is on", () -> power("status"));
    assertThat(must("virsh", "pool-list").stdout()).containsPattern("tripleo-lab +active +yes");
  }

  @Test
  @Order(11)
  void downTakesEverythingAway() throws IOException {
    String container = container();
    must("sandbox", "down");
    assertThat(Docker.must("ps", "--all", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(Docker.must("network", "ls", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(must("sandbox", "status").stdout()).contains("absent");
    must("sandbox", "down");
  }
}
