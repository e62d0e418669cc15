package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.workspace.SshConfig;
import lab.tripleo.workspace.Workspace;

/** A lab folder created by {@code init}, and runs of the packaged program on it. */
final class LabFolder {
  /** A name that is difficult for a shell, ssh.config, rsync, YAML and a locale. */
  private static final String ODD_NAME = "it's 100%% a lab #%d \u00e9";

  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path LAUNCHER = HOME.resolve("tripleo-lab");

  private final Path path;

  private LabFolder(Path path) {
    this.path = path;
  }

  /** The number distinguishes labs in one folder. */
  static LabFolder make(Path parent, int number) {
    Path path = path(parent, number);
    Command.must(LAUNCHER.toString(), "init", path.toString());
    return new LabFolder(path);
  }

  /** A copy of another lab folder, including its workspace. */
  static LabFolder copyOf(Path original, Path parent, int number) {
    Path path = path(parent, number);
    Command.must("cp", "--archive", original.toString(), path.toString());
    return new LabFolder(path);
  }

  /** A lab folder that already exists. */
  static LabFolder at(Path path) {
    return new LabFolder(path);
  }

  private static Path path(Path parent, int number) {
    return parent.resolve(ODD_NAME.formatted(number));
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

  /** Sets the hypervisor's Python version, which determines the Ansible of the lab. */
  LabFolder setPythonVersion(String version) throws IOException {
    Path file = file("configuration/platforms/debian-12.yaml");
    String before = Files.readString(file);
    assertThat(before).contains("\npython-version: ");
    Files.writeString(
        file, before.replaceFirst("\npython-version: .*", "\npython-version: '" + version + "'"));
    return this;
  }

  /** If a proxy signs TLS connections, the hosts must trust the authorities of this machine. */
  LabFolder trustOurCertificates() throws IOException {
    String named = System.getenv().getOrDefault("SSL_CERT_FILE", "/nowhere");
    Optional<String> bundle =
        Stream.of(named, "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
            .filter(it -> Files.isReadable(Path.of(it)))
            .findFirst();
    return bundle.isPresent() ? set("CA_BUNDLE", bundle.get()) : this;
  }

  /** Runs the program on this lab and waits until it ends. */
  RunResult run(String... arguments) {
    return runWithInput("", arguments);
  }

  RunResult runWithInput(String input, String... arguments) {
    return withLog(start(Map.of(), input, arguments).await());
  }

  RunResult must(String... arguments) {
    RunResult result = run(arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
  }

  /**
   * Runs the program with an empty file system mounted on one of its folders. The mount is in a
   * separate namespace and ends with the process.
   *
   * @param options of mount: {@code ro}, {@code size=16k}
   */
  RunResult runOnTmpfs(String folder, String options, String... arguments) {
    String script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\"; shift 2; exec \"$@\"";
    String place = file(folder).toString();
    List<String> mount = List.of("unshare", "--mount", "sh", "-ec", script, "sh", options, place);
    return Command.start(argv(mount, arguments), Map.of(), "").await();
  }

  /** Adds the logs of a failed run. */
  RunResult withLog(RunResult result) {
    Path log = file("workspace/runs/latest/ansible.log");
    if (result.exitCode() == 0 || !Files.exists(log)) {
      return result;
    }
    String text = Command.read(log);
    return result.with("--- " + log + "\n" + text.substring(Math.max(0, text.length() - 4000)));
  }

  /** Changes the address of the hypervisor. */
  void reachedAt(String host, int port) throws IOException {
    Workspace workspace = new Workspace(path);
    Optional<String> tripleo = Optional.of("192.168.122.10"); // of the shipped configuration
    workspace.writeSshConfig(new SshConfig(workspace.folder(), host, port, tripleo).text());
  }

  /** Runs a command on one of the lab's hosts through ssh, which is faster than a shortcut. */
  RunResult ssh(String host, String command, String input) {
    String config = file("workspace/ssh.config").toString();
    return Command.runWithInput(input, "ssh", "-F", config, host, command);
  }

  Command start(Map<String, String> environment, String input, String... arguments) {
    // If Maven runs in the background, it and its child processes ignore Ctrl-C.
    return Command.start(
        argv(List.of("env", "--default-signal=INT,TERM,HUP"), arguments), environment, input);
  }

  /** The program's argument list, after that of the program that starts it. */
  List<String> argv(List<String> starter, String... arguments) {
    List<String> argv = new ArrayList<>(starter);
    argv.addAll(List.of(LAUNCHER.toString(), "-C", path.toString()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  JsonNode latestRun() throws IOException {
    return record("latest");
  }

  /** The names of the folders of all runs, oldest first. */
  List<String> runs() throws IOException {
    Path runs = file("workspace/runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(it -> !Files.isSymbolicLink(it))
          .map(it -> it.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** The record of a run. */
  JsonNode record(String run) throws IOException {
    return new ObjectMapper().readTree(file("workspace/runs/" + run + "/run.json").toFile());
  }

  /** Asserts that the record counts no change on any host; a failure shows the run's output. */
  void changedNothing(String run, RunResult said) throws IOException {
    JsonNode hosts = record(run).path("hosts");
    assertThat(hosts.properties()).as(said::everything).isNotEmpty();
    hosts
        .properties()
        .forEach(
            host ->
                assertThat(host.getValue().path("changed").asInt(-1))
                    .as(host.getKey() + "\n" + said.everything())
                    .isZero());
  }

  /** Each file with its content, to detect changes. */
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

  /** All processes that run in the lab folder or name it, in any session. */
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
          // It has ended meanwhile, or belongs to another user.
        }
      }
    }
    return found;
  }

  /** Waits until none of these processes is left. */
  void awaitQuiet() throws IOException {
    Instant end = Instant.now().plusSeconds(30);
    while (!processesAtWork().isEmpty() && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(100));
    }
    assertThat(processesAtWork()).isEmpty();
  }

  /** The lines of the private keys and the passwords, which no other file may contain. */
  List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String password : List.of("stack@hypervisor", "stack@tripleo", "admin@virtualbmc")) {
      secrets.add(Files.readString(file("workspace/passwords/" + password)).strip());
    }
    for (String key :
        List.of("root@hypervisor", "stack@hypervisor", "stack@tripleo", "host@tripleo")) {
      // The first lines are the same in all keys of one program, and a short last one is anywhere.
      Files.readAllLines(file("workspace/keys/" + key)).stream()
          .filter(it -> !it.startsWith("-----"))
          .skip(2)
          .filter(it -> it.length() > 20)
          .forEach(secrets::add);
    }
    assertThat(secrets).hasSizeGreaterThan(4).allMatch(it -> it.length() >= 20);
    return secrets;
  }
}
