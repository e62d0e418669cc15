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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The shipped configuration, from an empty folder to an undercloud: a check of the bare sandbox,
 * then all stages. The tests check the results.
 */
@EndToEnd
@Order(1)
@RecordsRuns
@Execution(ExecutionMode.SAME_THREAD)
final class WholeWayIT {
  private static final List<String> STAGES =
      List.of("prepare", "tripleo-prepare", "tripleo-install", "nodes-prepare", "nodes-register");

  /**
   * Five stages and three boots under emulation, while other tests build images and boot machines.
   */
  private static final Duration ALL_STAGES = Duration.ofMinutes(45);

  private static final String IMAGES = "/home/stack/tripleo-lab/images";

  private static SandboxLab lab;
  private static StageCheck check;
  private static RunResult run;
  private static List<String> records;
  private static Set<String> processes;

  @BeforeAll
  static void runAll(SandboxLab given) throws IOException {
    lab = given;
    try (ProcessLists lists = ProcessLists.sample()) {
      // A check needs a first contact, but does not make it.
      lab.must("run", "prepare", "--tags", "preflight", "--yes");
      check = StageCheck.of(lab, "prepare");
      List<String> before = lab.folder().runs();
      run = lab.folder().start(Map.of(), "", "run", "all", "--yes").await(ALL_STAGES);
      assertThat(run.exitCode()).as(run::everything).isZero();
      processes = lists.seen();
      records = lab.folder().runs().stream().filter(it -> !before.contains(it)).toList();
    }
  }

  /** The record of a stage; the run after a restart has another record. */
  private static Path record(String stage) throws IOException {
    for (String id : records) {
      if (lab.folder().record(id).path("stage").asText().equals(stage)) {
        return lab.folder().file("workspace/runs/" + id);
      }
    }
    throw new AssertionError("no run of " + stage + " in " + records);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  // --- The check before the run --------------------------------------------------------------

  @Test
  void checkLeavesABareHypervisorBare() {
    check.changedNothing();
    assertThat(check.count("answer", "would fail")).isZero();
    assertThat(check.tasks("answer", "would change"))
        .contains(
            "Install packages",
            "Enable and start libvirt's services",
            "Create user stack",
            "Enable and start VirtualBMC");
    // What depends on programs and services that are missing, and all that stack does.
    assertThat(check.tasks("answer", "unknown"))
        .contains("Wait until the bridge is set up", "Look at stack's session")
        .hasSizeLessThanOrEqualTo(check.answers().size() / 3);
    // One look answers what the checks of preflight ask, up to the first task that would change
    // something.
    assertThat(check.tasks("label", "certain"))
        .containsExactly(
            "Check that Ansible has the hosts and the settings that this playbook needs",
            "Look at the hypervisor",
            "Check that the hypervisor fits the lab",
            "Record the owner of the lab and the objects that it creates");
  }

  @Test
  void checkIsNotCountedAsARun() {
    String id = check.record().path("id").asText();
    assertThat(lab.must("runs").stdout())
        .containsPattern(id + " +succeeded +check prepare .*would change: ");
    assertThat(lab.must("stages").stdout()).doesNotContain(id);
  }

  @Test
  void runMatchesTheAnswersOfTheCheck() throws IOException {
    assertThat(check.agreement(record("prepare"))).isEqualTo(100);
  }

  // --- Output and record ---------------------------------------------------------------------

  @Test
  void runNamesItsRecord() throws IOException {
    for (String stage : STAGES) {
      Path record = record(stage);
      assertThat(run.output()).contains("Record: " + record);
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
  }

  @Test
  void reportDescribesTheRun() throws IOException {
    Path record = record("prepare");
    JsonNode report = json(record.resolve("report.json"));
    assertThat(report.path("status").asText()).isEqualTo("succeeded");
    assertThat(report.path("hosts")).isEqualTo(json(record.resolve("run.json")).path("hosts"));
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
    String id = record.getFileName().toString();
    assertThat(lab.must("report", id).stdout().strip()).endsWith("/report.html");
    assertThat(record.resolve("report.html")).hasContent(page);
  }

  @Test
  void recordHasTheResult() throws IOException {
    JsonNode record = json(record("prepare").resolve("run.json"));
    assertThat(record.path("status").asText()).isEqualTo("succeeded");
    assertThat(record.path("exitCode").isInt()).isTrue();
    assertThat(record.path("exitCode").asInt()).isZero();
    assertThat(Instant.parse(record.path("startedAt").asText()))
        .isBefore(Instant.parse(record.path("finishedAt").asText()));
    for (String host : List.of("hypervisor-root", "hypervisor-stack")) {
      JsonNode stats = record.path("hosts").path(host);
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
  void showsPhasesAndTheDurationOfEachStage() {
    // A step lasts seconds, less than the interval between looks at the log, so the steps that are
    // shown vary.
    assertThat(run.stdout()).containsPattern("tripleo-stack: step [1-5] of 5: ");
    assertThat(run.stdout()).contains("tripleo-stack: installed");
    assertThat(run.stderr()).contains("The undercloud is simulated");
    for (String stage : STAGES) {
      assertThat(run.stderr()).containsPattern("(?m)^done +" + stage + " +[0-9]");
    }
  }

  @Test
  void tellsOfItself() throws IOException {
    List<String> all = lab.folder().runs();
    String id = all.get(all.size() - 1);
    assertThat(lab.must("stages").stdout()).contains("prepare", "succeeded", id);
    assertThat(lab.must("runs").stdout()).contains(id);
    assertThat(lab.must("doctor").output()).contains("ok      hypervisor");
  }

  @Test
  void workspaceIsPrivate() throws IOException {
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
      assertThat(lab.folder().file("workspace/" + name)).isRegularFile();
    }
    assertThat(Files.readString(lab.folder().file("workspace/passwords/stack@hypervisor")))
        .matches("[A-Za-z0-9]{25}\\s*");
    assertThat(Files.isSymbolicLink(lab.folder().file("workspace/runs/latest"))).isTrue();
    try (Stream<Path> all = Files.walk(lab.folder().file("workspace"))) {
      for (Path each : all.filter(it -> !Files.isSymbolicLink(it)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  // --- The machine tripleo -------------------------------------------------------------------

  @Test
  void cloudInitHasFinished() {
    String said = lab.inMachine("cloud-init status; id; ip -br a");
    assertThat(said)
        .contains("status: done", "(stack)")
        .containsPattern("(?m)^eth0 +UP +192\\.168\\.122\\.10/24");
    assertThat(lab.inMachine("hostname; sudo -n id -un")).isEqualTo("tripleo\nroot");
  }

  @Test
  void machineHasTheSimulatedClient() {
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
    assertThat(lab.must("openstack", "--version").stdout()).contains("simulated");
    assertThat(lab.inMachine("head -n 3 undercloud_install.log")).contains("simulated");
  }

  @Test
  void machineHasADiskOfTheConfiguredSize() {
    assertThat(lab.inMachine("lsblk --bytes --noheadings --nodeps --output SIZE /dev/vda").strip())
        .isEqualTo(Long.toString(60L << 30));
    String size = lab.inMachine("df --output=size --block-size=1G / | tail -n 1").strip();
    assertThat(Long.parseLong(size)).isGreaterThan(55);
  }

  @Test
  void machineKeepsNoCloudInitUserData() {
    for (String option : List.of("", " --inactive")) {
      assertThat(lab.virsh("domblklist tripleo" + option))
          .contains(IMAGES + "/tripleo.qcow2")
          .doesNotContain("seed");
    }
    assertThat(lab.asRoot("find / -xdev -name '*tripleo-se*' -not -path '/proc/*'")).isEmpty();
    assertThat(lab.inMachine("cat /etc/machine-id"))
        .isEqualTo(lab.virsh("domuuid tripleo").replace("-", ""));
  }

  @Test
  void machinesHostKeyIsKnownBeforeTheFirstConnection() throws IOException {
    String config = lab.folder().file("workspace/ssh.config").toString();
    assertThat(Command.must("ssh", "-F", config, "-G", "tripleo-stack"))
        .contains("stricthostkeychecking true");
    assertThat(Command.must("ssh", "-F", config, "tripleo-stack", "whoami")).isEqualTo("stack");
    String ours = Files.readString(lab.folder().file("workspace/keys/host@tripleo.pub"));
    assertThat(lab.inMachine("sudo sh -c 'cat /etc/ssh/ssh_host_*_key.pub'"))
        .startsWith(ours.substring(0, ours.lastIndexOf(' ')))
        .hasLineCount(1);
  }

  // --- The nodes -----------------------------------------------------------------------------

  @Test
  void nodesAreInspectedAndAvailable() throws IOException {
    JsonNode nodes = lab.openstack("baremetal", "node", "list");
    assertThat(nodes).hasSize(2);
    for (JsonNode each : nodes) {
      assertThat(each.path("Provisioning State").asText()).isEqualTo("available");
      assertThat(each.path("Power State").asText()).isEqualTo("power off");
      String name = each.path("Name").asText();
      JsonNode properties = lab.openstack("baremetal", "node", "show", name).path("properties");
      assertThat(properties.path("memory_mb").asText()).isEqualTo("1536");
      assertThat(properties.path("cpus").asText()).isEqualTo("1");
      assertThat(
              lab.openstack("baremetal", "introspection", "status", name)
                  .path("finished")
                  .asBoolean())
          .isTrue();
    }
    assertThat(lab.openstack("baremetal", "port", "list").findValuesAsText("Address"))
        .hasSize(2)
        .allMatch(it -> it.startsWith("52:54:00:"));
  }

  // --- Secrets -------------------------------------------------------------------------------

  @Test
  @Fault(
      in = Area.SECRETS,
      when = "`run all` with known keys and passwords: files of the lab folder",
      then = "Only the files that hold them contain them; no record does")
  void secretsAreInNoOtherFileOfTheLab() throws IOException {
    assertThat(new Leaks(lab.folder().secrets()).inFolder(lab.folder().path()))
        .containsExactlyInAnyOrder(
            "workspace/keys/root@hypervisor",
            "workspace/keys/stack@hypervisor",
            "workspace/keys/stack@tripleo",
            "workspace/keys/host@tripleo",
            "workspace/passwords/admin@virtualbmc",
            "workspace/passwords/stack@hypervisor",
            "workspace/passwords/stack@tripleo");
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when =
          "The same run: the screen, and the arguments and environment of every process during it",
      then = "None contains them")
  void secretsWereOnNoScreenAndInNoProcess() throws IOException {
    for (String program : List.of("ansible-playbook", "apt-get", "virt-install")) {
      assertThat(processes).as(program).anyMatch(it -> it.contains(program));
    }
    Leaks leaks = new Leaks(lab.folder().secrets());
    assertThat(leaks.isIn(run.output())).isFalse();
    assertThat(processes).noneMatch(leaks::isIn);
  }

  /** Not even the virtual machine's host key, which is only on its disk. */
  @Test
  @Fault(
      in = Area.SECRETS,
      when = "The same run: files, temporary folders and the journal of the hypervisor",
      then =
          "None contains them, except the virtual machine's disk, which has its host key, and the settings of the BMCs, which only stack can read")
  void secretsAreNowhereOnTheHypervisor() throws IOException {
    String bmcs = "/var/lib/tripleo-lab/tripleo-lab/virtualbmc/";
    assertThat(new Leaks(lab.folder().secrets()).onHypervisor(lab.container()).lines())
        .containsExactlyInAnyOrder(bmcs + "compute-0/config", bmcs + "controller-0/config");
    assertThat(lab.asRoot("stat --format '%a %U' " + bmcs + "*/config").lines())
        .containsExactly("600 stack", "600 stack");
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when =
          "The same run: the virtual machine `tripleo`, and temporary folders of the orchestrator",
      then =
          "None contains them, except the virtual machine's own host key, which only its root can read, and the password of the BMCs, which only stack and Ironic can read")
  void secretsAreNowhereElse() throws IOException {
    Leaks leaks = new Leaks(lab.folder().secrets());
    List<String> known =
        new ArrayList<>(Files.readAllLines(lab.folder().file("workspace/keys/host@tripleo")));
    // Of the BMCs, for Ironic.
    known.addAll(Files.readAllLines(lab.folder().file("workspace/passwords/admin@virtualbmc")));
    List<String> others =
        lab.folder().secrets().stream().filter(it -> !known.contains(it)).toList();
    // A file with one of the others has one of all, so the second search reads only those files.
    List<String> found = leaks.inMachine(lab).lines().toList();
    assertThat(found)
        .contains("/etc/ssh/ssh_host_ed25519_key", "/home/stack/nodes.json")
        .allMatch(it -> it.matches("/\\S+"));
    assertThat(new Leaks(others).inMachineFiles(lab, found)).isEmpty();
    assertThat(lab.inMachine("sudo stat -c '%a %n' " + String.join(" ", found)).lines())
        .allMatch(it -> it.matches("[46]00 .*"));
    assertThat(leaks.here(lab.folder().path())).isEmpty();
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when = "The undercloud's own password",
      then =
          "Only stack can read it in the virtual machine; no file of the lab folder and no process of the hypervisor contains it")
  void othersReadNoSecretsOfTheUndercloud() throws IOException {
    assertThat(
            lab.inMachine(
                "stat -c '%a %U %n' stackrc undercloud.conf containers-prepare-parameter.yaml"))
        .isEqualTo(
            "600 stack stackrc\n600 stack undercloud.conf\n600 stack containers-prepare-parameter.yaml");
    Leaks leaks = new Leaks(List.of(lab.undercloudPassword()));
    assertThat(leaks.inFolder(lab.folder().path())).isEmpty();
    assertThat(processes).noneMatch(leaks::isIn);
  }
}
