package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Ansible on the PATH, and the tools that check playbooks. */
final class AnsibleTools {
  private static final Path VIEW =
      Path.of("src/test/resources/ansible/generated_trees.py").toAbsolutePath();
  private static final Path LINT = Path.of("src/test/resources/ansible/lint.py").toAbsolutePath();
  private static final long LIMIT_MINUTES = 10;

  private final Path directory;
  private final Path playbook = ansiblePlaybook();

  /** All tools run in this folder and write only there. */
  AnsibleTools(Path directory) {
    this.directory = directory;
  }

  /** Reads trees with Ansible's loader and templating. */
  void view(String command, List<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(VIEW.toString(), command));
    all.addAll(arguments);
    passes(python(), all);
  }

  void playbook(List<String> arguments) throws IOException, InterruptedException {
    passes(playbook.toString(), arguments);
  }

  /** A tool of {@code src/test/requirements.txt}. */
  void checker(String name, List<String> arguments) throws IOException, InterruptedException {
    passes(checker(name), arguments);
  }

  void ansibleLint(List<String> arguments) throws IOException, InterruptedException {
    checker("ansible-lint"); // the same virtualenv
    List<String> all = new ArrayList<>(List.of(LINT.toString()));
    all.addAll(arguments);
    passes(checker("python"), all);
  }

  private static String checker(String name) {
    String folder = System.getProperty("tripleo-lab.check.tools", "");
    Path program = Path.of(folder, name).toAbsolutePath();
    assertThat(!folder.isEmpty() && Files.isExecutable(program))
        .as(
            "%s is missing: run ./check, or install src/test/requirements.txt into a virtualenv and"
                + " pass -Dtripleo-lab.check.tools=VIRTUALENV/bin",
            name)
        .isTrue();
    return program.toString();
  }

  private void passes(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    Path output = Files.createTempFile(directory, ".output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    var environment = builder.environment();
    environment.put("PATH", playbook.getParent() + File.pathSeparator + environment.get("PATH"));
    environment.put("ANSIBLE_HOME", directory.resolve(".ansible").toString());
    environment.put("ANSIBLE_COLLECTIONS_PATH", collections().toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("%s takes too long: %s", program, said).isTrue();
    assertThat(process.exitValue()).as("%s: %s", program, said).isZero();
  }

  private static Path ansiblePlaybook() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(it -> Path.of(it, "ansible-playbook"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "ansible-playbook is not on the PATH: run ./check, or ./tripleo-lab setup and"
                        + " put ~/.cache/tripleo-lab/ansible-*/bin on the PATH"));
  }

  /** The Python that runs Ansible, with its dependencies PyYAML and Jinja. */
  String python() throws IOException {
    try (Stream<String> lines = Files.lines(playbook)) {
      String first = lines.findFirst().orElse("");
      assertThat(first).as(playbook.toString()).startsWith("#!").contains("python");
      return first.substring(2).trim();
    }
  }

  /** The collections of this Ansible. The checkers have another Ansible without collections. */
  private Path collections() throws IOException {
    Path python = Path.of(python());
    Path root = python.getParent().getParent();
    try (Stream<Path> found = Files.find(root.resolve("lib"), 4, AnsibleTools::isCollections)) {
      return found
          .findFirst()
          .map(Path::getParent)
          .orElseThrow(() -> new AssertionError("no ansible_collections below " + root));
    }
  }

  private static boolean isCollections(Path path, Object attributes) {
    return path.endsWith("ansible_collections") && Files.isDirectory(path);
  }
}
