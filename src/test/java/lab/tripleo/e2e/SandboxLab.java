package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lab whose hypervisor is a sandbox of its own, which goes with it however the tests end. */
final class SandboxLab implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Where libvirt finds the session that a login has. */
  private static final String SESSION = "export XDG_RUNTIME_DIR=/run/user/$(id -u); ";

  /** A question whose answer may take a while to become the right one. */
  interface Question {
    RunResult ask() throws IOException;
  }

  private final LabFolder folder;
  private final Thread lastResort = new Thread(this::down);
  private String container = "";

  private SandboxLab(LabFolder folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** A new folder; its sandbox comes with the first run. */
  static SandboxLab make(Path parent) throws IOException {
    Docker.require();
    return new SandboxLab(LabFolder.make(parent, 1));
  }

  LabFolder folder() {
    return folder;
  }

  RunResult must(String... arguments) throws IOException {
    RunResult result = folder.run(arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
  }

  /** Runs a stage that is to fail on its host, with a message that has these parts. */
  RunResult mustFail(List<String> stages, String... parts) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--yes", "--no-fetch-results"));
    arguments.addAll(stages);
    return failed(arguments, parts);
  }

  private RunResult failed(List<String> arguments, String... parts) throws IOException {
    RunResult result = folder.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result::everything).isEqualTo(1);
    assertThat(result.output().replaceAll("\\s+", " ")).as(result::everything).contains(parts);
    assertThat(result.output())
        .as(result::everything)
        .doesNotContain("\tat ", "Exception", "Traceback", "this is a bug", "undefined variable");
    return result;
  }

  /** As {@link #mustFail}; what explains it is fetched into the record. */
  RunResult mustFailAndFetch(String stage, String... parts) throws IOException {
    return failed(List.of("run", "--yes", stage), parts);
  }

  /** What a command says in the machine tripleo. */
  String inMachine(String command) throws IOException {
    return must("ssh", "tripleo-stack", command).stdout().strip();
  }

  /** What a command says on the hypervisor; by docker, so that it costs no time to speak of. */
  String asRoot(String script) {
    return Docker.shell(container(), script);
  }

  String asStack(String script) {
    return Docker.must("exec", "--user", "stack", container(), "bash", "-ec", SESSION + script);
  }

  /** For a script whose exit code matters. */
  RunResult tryAsStack(String script) {
    return Command.run(
        "docker", "exec", "--user", "stack", container(), "bash", "-c", SESSION + script);
  }

  String container() {
    if (container.isEmpty()) {
      try {
        container = must("sandbox", "status").stdout().split(":", 2)[0];
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return container;
  }

  void eventually(String answer, Question question) throws IOException {
    Instant end = Instant.now().plus(LIMIT);
    RunResult result = question.ask();
    while (!result.stdout().contains(answer) && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(500));
      result = question.ask();
    }
    assertThat(result.stdout()).as(result::everything).contains(answer);
  }

  /** The stage once more, with nothing left to do for it. */
  void changesNothing(String stage, int hosts) throws IOException {
    RunResult again = must("run", stage, "--yes");
    assertThat(folder.latestRun().path("hosts").properties()).as(again::everything).hasSize(hosts);
    folder.latestRunChangedNothing(again);
  }

  /** Ends the program as a power cut would, and waits until nothing of it is left. */
  void kill(Command running) throws IOException {
    running.signal("KILL");
    Instant end = Instant.now().plusSeconds(30);
    while (!folder.processesAtWork().isEmpty() && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(200));
    }
    assertThat(folder.processesAtWork()).isEmpty();
    assertThat(folder.latestRun().path("status").asText()).isEqualTo("running");
  }

  Command start(String... arguments) {
    return folder.start(Map.of(), "", arguments);
  }

  /** Adds lines to a file of the configuration. */
  void append(String file, String lines) throws IOException {
    Path path = folder.file(file);
    Files.writeString(path, Files.readString(path) + lines);
  }

  private void down() {
    Command.start(folder.argv(List.of(), "sandbox", "down"), Map.of(), "").await();
  }

  @Override
  public void close() {
    down();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
