package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An export does without this program what the program does, to the hypervisor and in the machine
 * made there: run by plain ansible-playbook in a container without Java, and by ansible-runner.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class ExportIT {
  private static final Path LOOK = Path.of("src/faults/look");
  private static final Path LOOK_IN_MACHINE = Path.of("src/test/resources/e2e/look-machine");
  private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;
  private static final String PASSWORD = "Once-1234";

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static Path export;
  private static String controller;
  private static String madeByTheExport;
  private static String machineOfTheExport;
  private static String inMachineOfTheExport;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
    lab.must("sandbox", "up");
    export = temporary.resolve("export");
    lab.must("export", export.toString());
    Docker.mustWithInput("root:" + PASSWORD, "exec", "-i", lab.container(), "chpasswd");
    controller = startController();
  }

  @AfterAll
  static void cleanUp() {
    if (controller != null) {
      Docker.must("rm", "--force", controller);
    }
    if (lab != null) {
      lab.close();
    }
  }

  /** A machine with Ansible and ssh, and with nothing else of this one. */
  private static String startController() throws IOException {
    Path bin = ansible().getParent();
    List<String> argv =
        new ArrayList<>(List.of("run", "--detach", "--rm", "--entrypoint", "sleep"));
    argv.addAll(List.of("--network", "container:" + lab.container()));
    // Python is where the virtualenv says it is.
    Path python = bin.resolve("python3").toRealPath().getParent().getParent();
    for (Path path : List.of(bin.getParent(), python, export)) {
      if (!path.equals(Path.of("/usr"))) {
        argv.addAll(List.of("--volume", path + ":" + path));
      }
    }
    argv.addAll(List.of("--workdir", export.toString(), "--env", "LC_ALL=C.UTF-8"));
    argv.addAll(List.of("--env", "PATH=" + bin + ":/usr/sbin:/usr/bin:/sbin:/bin"));
    argv.add(Docker.must("inspect", "--format", "{{.Image}}", lab.container()));
    argv.add("infinity");
    return Docker.must(argv.toArray(String[]::new));
  }

  private static Path ansible() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(it -> Path.of(it, "ansible-playbook"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("ansible-playbook is not on the PATH: run ./check"));
  }

  private static String look() throws IOException {
    return Docker.mustWithInput(
        Files.readString(LOOK), "exec", "--interactive", lab.container(), "bash", "-s");
  }

  private static RunResult playbook(String name, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("docker", "exec"));
    argv.addAll(List.of("--env", "TRIPLEO_LAB_ROOT_PASSWORD=" + PASSWORD, controller));
    argv.addAll(List.of("ansible-playbook", "playbooks/" + name + ".yml"));
    argv.addAll(List.of(arguments));
    return Command.start(argv, Map.of(), "").await();
  }

  @Test
  @Order(1)
  void filesAreThoseOfTheManifest() {
    assertThat(Docker.must("exec", controller, "sh", "-c", "command -v java || echo none"))
        .isEqualTo("none");
    Docker.must("exec", controller, "sha256sum", "--quiet", "--check", "MANIFEST.sha256");
  }

  @Test
  @Order(2)
  void requirementsAreWhatThePlaybooksAreTestedWith() throws IOException {
    String core = Docker.must("exec", controller, "ansible", "--version");
    String there =
        Docker.must("exec", controller, "ansible-galaxy", "collection", "list")
            .replaceAll(" +", " ");
    String text = Files.readString(export.resolve("requirements.yml"));
    Matcher required = Pattern.compile("- name: (\\S+)\\s+version: (\\S+)").matcher(text);
    assertThat(required.results())
        .hasSize(3)
        .allSatisfy(it -> assertThat(there).contains(it.group(1) + " " + it.group(2)));
    assertThat(text)
        .contains(core.replaceFirst("(?s).*core ([0-9.]+)\\].*", "$1") + " is what the playbooks");
  }

  @Test
  @Order(2)
  void sameLabGivesTheSameArchive() throws IOException {
    Path one = temporary.resolve("one/lab.tar");
    Path other = temporary.resolve("other-name.tar");
    lab.must("export", "--format", "tar", one.toString());
    lab.must("export", "--format=tar", other.toString());
    assertThat(one).hasSameBinaryContentAs(other);
    RunResult occupied = lab.folder().run("export", export.toString());
    assertThat(occupied.exitCode()).isEqualTo(2);
    assertThat(occupied.output()).contains("exists already; nothing was written");
  }

  @Test
  @Order(3)
  void workspaceSaysWhatItLacks() {
    RunResult noAddress = playbook("workspace");
    assertThat(noAddress.exitCode()).isEqualTo(2);
    assertThat(noAddress.output()).contains("--extra-vars hypervisor_address=NAME");
    RunResult checked = playbook("workspace", "--check", "-e", "hypervisor_address=127.0.0.1");
    assertThat(checked.exitCode()).as(checked::everything).isZero();
    assertThat(export.resolve("workspace/keys")).doesNotExist();
    RunResult otherKey =
        playbook(
            "workspace", "-e", "hypervisor_address=127.0.0.1", "-e", "hypervisor_host_key=AAAA");
    assertThat(otherKey.exitCode()).isEqualTo(2);
    assertThat(otherKey.output()).contains("Nothing was sent to it.").doesNotContain(PASSWORD);
  }

  @Test
  @Order(4)
  void preparesTheHypervisor() throws IOException {
    RunResult workspace = playbook("workspace", "-e", "hypervisor_address=127.0.0.1");
    assertThat(workspace.exitCode()).as(workspace::everything).isZero();
    assertThat(workspace.output()).doesNotContain(PASSWORD);
    RunResult prepared = playbook("prepare");
    assertThat(prepared.exitCode()).as(prepared::everything).isZero();
    madeByTheExport = look();
    RunResult again = playbook("workspace", "-e", "hypervisor_address=127.0.0.1");
    assertThat(again.output()).contains("changed=0 ");
  }

  @Test
  @Order(5)
  void runnerDoesTheSame() throws IOException {
    Path runner = temporary.resolve("runner");
    lab.must("export", "--format", "runner", runner.toString());
    RunResult copied =
        Command.run("cp", "-a", export + "/workspace", runner.resolve("project").toString());
    assertThat(copied.exitCode()).as(copied::everything).isZero();
    String address = lab.must("sandbox", "status").stdout().replaceAll("(?s).* at (\\S+) .*", "$1");
    String options = "--inventory inventory/hosts.yml -e hypervisor_address=" + address;
    RunResult moved = runner(runner, "workspace", "--cmdline", options);
    assertThat(moved.exitCode()).as(moved::everything).isZero();
    RunResult again = runner(runner, "prepare");
    assertThat(again.exitCode()).as(again::everything).isZero();
    assertThat(stats(runner)).contains("\"changed\":{}", "\"failures\":{}");
  }

  private static RunResult runner(Path folder, String playbook, String... arguments) {
    String tools = System.getProperty("tripleo-lab.check.tools", "");
    Path program = Path.of(tools, "ansible-runner").toAbsolutePath();
    List<String> argv = new ArrayList<>(List.of(program.toString(), "run", folder.toString()));
    argv.addAll(List.of("--ident", playbook, "--playbook", "playbooks/" + playbook + ".yml"));
    argv.addAll(List.of(arguments));
    return Command.start(argv, Map.of(), "").await();
  }

  /** What the last event of the newest run says. */
  private static String stats(Path runner) throws IOException {
    try (Stream<Path> events = Files.list(runner.resolve("artifacts/prepare/job_events"))) {
      Path last =
          events
              .filter(it -> it.toString().endsWith(".json"))
              .max(java.util.Comparator.comparingInt(ExportIT::number))
              .orElseThrow();
      var event = new ObjectMapper().readTree(Files.readString(last));
      assertThat(event.path("event").asText()).isEqualTo("playbook_on_stats");
      return event.path("event_data").toString();
    }
  }

  private static int number(Path event) {
    return Integer.parseInt(event.getFileName().toString().replaceFirst("-.*", ""));
  }

  /** The sandbox gets its image when the program is to make the machine; refused, it makes none. */
  @Test
  @Order(6)
  void makesTheMachine() throws IOException {
    lab.mustFail(List.of("tripleo-prepare"), "another lab folder");
    RunResult made = playbook("tripleo-prepare");
    assertThat(made.exitCode()).as(made::everything).isZero();
    machineOfTheExport = look();
    inMachineOfTheExport =
        Docker.mustWithInput(
            Files.readString(LOOK_IN_MACHINE),
            "exec",
            "--interactive",
            controller,
            "ssh",
            "-F",
            "workspace/ssh.config",
            "tripleo-stack",
            "bash -s");
    RunResult again = playbook("tripleo-prepare");
    assertThat(again.exitCode()).as(again::everything).isZero();
    assertThat(again.output()).doesNotContainPattern("changed=[1-9]");
  }

  @Test
  @Order(7)
  void isWhatTheProgramMakes() throws IOException {
    RunResult cleaned = playbook("clean");
    assertThat(cleaned.exitCode()).as(cleaned::everything).isZero();
    // User stack has stayed, and with it the mark that names its owner: be the same one.
    Files.copy(export.resolve("workspace/lab-id"), lab.folder().file("workspace/lab-id"), REPLACE);
    lab.must("run", "prepare", "--yes");
    assertThat(look()).isEqualTo(madeByTheExport);
    lab.must("run", "tripleo-prepare", "--yes");
    assertThat(look()).isEqualTo(machineOfTheExport);
    List<String> argv = lab.folder().argv(List.of(), "ssh", "tripleo-stack", "bash -s");
    RunResult seen = Command.start(argv, Map.of(), Files.readString(LOOK_IN_MACHINE)).await();
    assertThat(seen.exitCode()).as(seen::everything).isZero();
    assertThat(seen.stdout().strip()).isEqualTo(inMachineOfTheExport);
  }
}
