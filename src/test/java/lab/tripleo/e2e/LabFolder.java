package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A lab folder made by {@code init}, and the packaged program at work on it. */
final class LabFolder {
  /** What a shell, ssh.config, rsync, YAML and a locale can stumble over. */
  private static final String ODD_NAME = "it's 100%% a lab #%d \u00e9";

  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path LAUNCHER = HOME.resolve("tripleo-lab");

  private final Path path;

  private LabFolder(Path path) {
    this.path = path;
  }

  /** The number keeps apart labs in one folder. */
  static LabFolder make(Path parent, int number) throws IOException {
    // An unchanged jar keeps its time when it is packaged again; the launcher would build it anew.
    Files.setLastModifiedTime(HOME.resolve("target/tripleo-lab.jar"), FileTime.from(Instant.now()));
    Path path = parent.resolve(ODD_NAME.formatted(number));
    RunResult made = Command.run(LAUNCHER.toString(), "init", path.toString());
    assertThat(made.exitCode()).as(made::everything).isZero();
    return new LabFolder(path);
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Replaces a line of configuration/environment. */
  LabFolder set(String key, String value) throws IOException {
    Path file = file("configuration/environment");
    String before = Files.readString(file);
    assertThat(before).containsPattern("(?m)^" + key + "=");
    List<String> lines =
        before.lines().map(it -> it.startsWith(key + "=") ? key + "=" + value : it).toList();
    Files.write(file, lines);
    return this;
  }

  /** Has the hypervisor's Python pass for this one, which decides on the Ansible of the lab. */
  LabFolder setPythonVersion(String version) throws IOException {
    Path file = file("configuration/platforms/debian-12.yaml");
    String before = Files.readString(file);
    assertThat(before).contains("\npython-version: ");
    Files.writeString(
        file, before.replaceFirst("\npython-version: .*", "\npython-version: '" + version + "'"));
    return this;
  }

  /** Runs the program on this lab to its end. */
  RunResult run(String... arguments) throws IOException {
    return runWithInput("", arguments);
  }

  RunResult runWithInput(String input, String... arguments) throws IOException {
    return withLog(start(Map.of(), input, arguments).await());
  }

  /** Adds what explains a run that failed. */
  RunResult withLog(RunResult result) throws IOException {
    Path log = file("workspace/runs/latest/ansible.log");
    if (result.exitCode() == 0 || !Files.exists(log)) {
      return result;
    }
    List<String> lines = Files.readAllLines(log);
    int from = Math.max(0, lines.size() - 30);
    return result.with(
        "--- " + log + "\n" + String.join("\n", lines.subList(from, lines.size())) + "\n");
  }

  Command start(Map<String, String> environment, String input, String... arguments) {
    // Whoever starts Maven in the background has it ignore Ctrl-C, and all that it starts.
    return Command.start(
        argv(List.of("env", "--default-signal=INT,TERM,HUP"), arguments), environment, input);
  }

  /** The program's argument list, behind that of another one which starts it. */
  List<String> argv(List<String> starter, String... arguments) {
    List<String> argv = new ArrayList<>(starter);
    argv.addAll(List.of(LAUNCHER.toString(), "-C", path.toString()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  JsonNode latestRun() throws IOException {
    return new ObjectMapper().readTree(file("workspace/runs/latest/run.json").toFile());
  }

  /** Its record counts no change on any host; what the run said tells more where it does. */
  void latestRunChangedNothing(RunResult run) throws IOException {
    latestRun()
        .path("hosts")
        .properties()
        .forEach(
            host ->
                assertThat(host.getValue().path("changed").asInt(-1))
                    .as(host.getKey() + "\n" + run.everything())
                    .isZero());
  }

  /** Each file with its content, to see whether anything was written. */
  Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.toList()) {
        contents.put(
            path.relativize(each).toString(),
            Files.isRegularFile(each)
                ? new String(Files.readAllBytes(each), java.nio.charset.StandardCharsets.ISO_8859_1)
                : "");
      }
    }
    return contents;
  }

  /** Whatever has the lab for its current folder, or names it, in a session of its own or not. */
  List<String> processesAtWork() throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        try {
          String words = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
          Path folder = Files.readSymbolicLink(process.resolve("cwd"));
          if (folder.startsWith(path) || words.contains(path.toString())) {
            found.add(process.getFileName() + " " + words);
          }
        } catch (IOException gone) {
          // It has ended meanwhile, or is not ours.
        }
      }
    }
    return found;
  }

  /** The private keys' lines and the passwords: what must be in no other file. */
  List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String password : List.of("stack@hypervisor", "stack@tripleo")) {
      secrets.add(Files.readString(file("workspace/passwords/" + password)).strip());
    }
    for (String key :
        List.of("root@hypervisor", "stack@hypervisor", "stack@tripleo", "host@tripleo")) {
      // The first lines are the same in every key that was made by the same program.
      Files.readAllLines(file("workspace/keys/" + key)).stream()
          .filter(it -> !it.startsWith("-----"))
          .skip(2)
          .forEach(secrets::add);
    }
    assertThat(secrets).hasSizeGreaterThan(4).allMatch(it -> it.length() > 3);
    return secrets.stream().filter(it -> it.length() > 20).toList();
  }
}
