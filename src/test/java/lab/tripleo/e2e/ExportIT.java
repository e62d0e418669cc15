package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An export has the same effect as the program, on the hypervisor and in the virtual machine. Plain
 * ansible-playbook runs it in a container without Java, and ansible-runner does.
 */
@EndToEnd
@Order(5)
@Execution(ExecutionMode.SAME_THREAD)
final class ExportIT {
  private static final String PASSWORD = "Once-1234";
  private static final String HERE = "hypervisor_address=127.0.0.1";

  @TempDir private static Path exports;
  private static SandboxLab lab;
  private static String controller;

  @BeforeAll
  static void make(SandboxLab given) throws IOException {
    lab = given;
    lab.startBare();
    Docker.mustWithInput("root:" + PASSWORD, "exec", "-i", lab.container(), "chpasswd");
    controller = startController();
  }

  @AfterAll
  static void removeController() {
    if (controller != null) {
      Docker.must("rm", "--force", controller);
    }
  }

  /** A container with Ansible and ssh, without other files of this machine. */
  private static String startController() throws IOException {
    Path bin = ansible().getParent();
    List<String> argv =
        new ArrayList<>(List.of("run", "--detach", "--rm", "--entrypoint", "sleep"));
    argv.addAll(List.of("--network", "container:" + lab.container()));
    // The virtualenv refers to Python by its path.
    Path python = bin.resolve("python3").toRealPath().getParent().getParent();
    for (Path path : List.of(bin.getParent(), python, exports)) {
      if (!path.equals(Path.of("/usr"))) {
        argv.addAll(List.of("--volume", path + ":" + path));
      }
    }
    argv.addAll(List.of("--env", "LC_ALL=C.UTF-8"));
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

  private static Path export(String name) {
    Path export = exports.resolve(name);
    lab.must("export", export.toString());
    return export;
  }

  /** Runs a program in an export, on the controller. */
  private static RunResult on(Path export, List<String> program) {
    List<String> argv = new ArrayList<>(List.of("docker", "exec", "--workdir", export.toString()));
    argv.addAll(List.of("--env", "TRIPLEO_LAB_ROOT_PASSWORD=" + PASSWORD, controller));
    argv.addAll(program);
    return Command.start(argv, Map.of(), "").await();
  }

  private static RunResult playbook(Path export, String name, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("ansible-playbook", "playbooks/" + name + ".yml"));
    argv.addAll(List.of(arguments));
    return on(export, argv);
  }

  private static RunResult mustPlay(Path export, String name, String... arguments) {
    RunResult result = playbook(export, name, arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
  }

  @Test
  void filesMatchTheManifestAndNeedNoJava() {
    RunResult java = on(export("manifest"), List.of("sh", "-c", "command -v java || echo none"));
    assertThat(java.stdout().strip()).isEqualTo("none");
    RunResult sums =
        on(
            exports.resolve("manifest"),
            List.of("sha256sum", "--quiet", "--check", "MANIFEST.sha256"));
    assertThat(sums.exitCode()).as(sums::everything).isZero();
  }

  @Test
  void requirementsMatchTheTestedVersions() throws IOException {
    String core = Docker.must("exec", controller, "ansible", "--version");
    String there =
        Docker.must("exec", controller, "ansible-galaxy", "collection", "list")
            .replaceAll(" +", " ");
    String text = Files.readString(export("requirements").resolve("requirements.yml"));
    Matcher required = Pattern.compile("- name: (\\S+)\\s+version: (\\S+)").matcher(text);
    assertThat(required.results())
        .hasSize(3)
        .allSatisfy(it -> assertThat(there).contains(it.group(1) + " " + it.group(2)));
    assertThat(text)
        .contains("tested with " + core.replaceFirst("(?s).*core ([0-9.]+)\\].*", "$1"));
  }

  @Test
  void sameLabGivesTheSameArchive() {
    Path one = exports.resolve("one/lab.tar");
    Path other = exports.resolve("other-name.tar");
    lab.must("export", "--format", "tar", one.toString());
    lab.must("export", "--format=tar", other.toString());
    assertThat(one).hasSameBinaryContentAs(other);
    RunResult occupied = lab.folder().run("export", export("occupied").toString());
    assertThat(occupied.exitCode()).isEqualTo(2);
    assertThat(occupied.output()).contains("exists already; nothing was written");
  }

  @Test
  void exportWithoutWorkspaceReportsWhatIsMissing() {
    Path export = export("lacking");
    RunResult noAddress = playbook(export, "workspace");
    assertThat(noAddress.exitCode()).isEqualTo(2);
    assertThat(noAddress.output()).contains("--extra-vars hypervisor_address=NAME");
    mustPlay(export, "workspace", "--check", "-e", HERE);
    assertThat(export.resolve("workspace/keys")).doesNotExist();
    RunResult otherKey =
        playbook(export, "workspace", "-e", HERE, "-e", "hypervisor_host_key=AAAA");
    assertThat(otherKey.exitCode()).isEqualTo(2);
    assertThat(otherKey.output()).contains("Nothing was sent to it.").doesNotContain(PASSWORD);
  }

  @Test
  void hasTheSameResultAsTheProgram() throws IOException {
    Path export = export("used");
    assertThat(mustPlay(export, "workspace", "-e", HERE).output()).doesNotContain(PASSWORD);
    mustPlay(export, "prepare");
    assertThat(lab.look()).isEqualTo(State.PREPARED.kept().look());
    assertThat(mustPlay(export, "workspace", "-e", HERE).output()).contains("changed=0 ");
    runnerChangesNothing(export);

    // The program provides the sandbox's image before it creates the virtual machine; the refused
    // run creates none.
    lab.mustFail("tripleo-prepare", "another lab folder");
    mustPlay(export, "tripleo-prepare");
    Kept made = State.MACHINE.kept();
    assertThat(lab.look()).isEqualTo(made.look());
    assertThat(lookInMachine(export)).isEqualTo(made.lookInMachine());
    assertThat(mustPlay(export, "tripleo-prepare").output()).doesNotContainPattern("changed=[1-9]");

    mustPlay(export, "clean");
    assertThat(lab.look()).isEqualTo(State.CLEANED.kept().look());
  }

  private static String lookInMachine(Path export) throws IOException {
    List<String> argv =
        List.of("docker", "exec", "--interactive", "--workdir", export.toString(), controller);
    List<String> ssh = List.of("ssh", "-F", "workspace/ssh.config", "tripleo-stack", "bash -s");
    String look = Files.readString(SandboxLab.LOOK_IN_MACHINE);
    RunResult result =
        Command.start(Stream.concat(argv.stream(), ssh.stream()).toList(), Map.of(), look).await();
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result.stdout().strip();
  }

  /** ansible-runner with the export's workspace changes nothing. */
  private static void runnerChangesNothing(Path export) throws IOException {
    Path runner = exports.resolve("runner");
    lab.must("export", "--format", "runner", runner.toString());
    Command.must("cp", "-a", export + "/workspace", runner.resolve("project").toString());
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

  /** The last event of the newest run. */
  private static String stats(Path runner) throws IOException {
    try (Stream<Path> events = Files.list(runner.resolve("artifacts/prepare/job_events"))) {
      Path last =
          events
              .filter(it -> it.toString().endsWith(".json"))
              .max(Comparator.comparingInt(ExportIT::number))
              .orElseThrow();
      var event = new ObjectMapper().readTree(Files.readString(last));
      assertThat(event.path("event").asText()).isEqualTo("playbook_on_stats");
      return event.path("event_data").toString();
    }
  }

  private static int number(Path event) {
    return Integer.parseInt(event.getFileName().toString().replaceFirst("-.*", ""));
  }
}
