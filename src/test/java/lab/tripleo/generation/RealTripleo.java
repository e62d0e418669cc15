package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lab.tripleo.model.Lab;

/** The scripts of {@code src/real-tripleo}, and labs for the releases that they know. */
final class RealTripleo {
  static final Path SCRIPTS = Path.of("src/real-tripleo").toAbsolutePath();

  private static final int NO_PYTHON = 3;

  /** How a message of the script that makes the environments begins. */
  private static final String NOTICE = "environment: ";

  private static final String LIMIT_SECONDS = "1800";

  private final Path folder;

  /**
   * Prepares the scripts.
   *
   * @param folder for temporary files
   */
  RealTripleo(Path folder) {
    this.folder = folder;
  }

  /** The exit code of a program and what it printed; if it failed, the text has its errors too. */
  record Said(int code, String text, String errors) {
    List<String[]> fields() {
      return text.lines().map(it -> it.split("\t", -1)).toList();
    }
  }

  /** A lab of the release on the first platform that supports it. */
  static Lab lab(String release, Map<String, String> settings, Path labFolder) throws IOException {
    GoldenLabs.Pair pair =
        GoldenLabs.pairs().stream()
            .filter(it -> it.release().equals(release))
            .findFirst()
            .orElseThrow();
    return GoldenLabs.lab(pair, settings, labFolder).orElseThrow();
  }

  /**
   * The virtualenv with the client of a release. The test is skipped if this machine has no Python
   * that runs it. If the client runs with another Python than its own, a line of the output says
   * so.
   *
   * @param extra other packages in it
   */
  Path environment(String release, String... extra) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of(SCRIPTS.resolve("environment").toString()));
    argv.add(release);
    argv.addAll(Arrays.asList(extra));
    Said said = run(line -> {}, argv.toArray(String[]::new));
    assumeThat(said.code()).as(said.text()).isNotEqualTo(NO_PYTHON);
    assertThat(said.code()).as(said.text()).isZero();
    said.errors().lines().filter(it -> it.startsWith(NOTICE)).forEach(System.out::println);
    return Path.of(said.text().strip());
  }

  /**
   * Runs a script on a throw-away machine that has the lab's generated files.
   *
   * @param result a folder for what the script keeps
   */
  Said onMachine(
      Consumer<String> line, Lab lab, Path environment, Path result, String script, String... rest)
      throws IOException, InterruptedException {
    Path tree = Files.createTempDirectory(folder, "tree");
    new GeneratedTree(tree).write(new LabGenerator().generate(lab).files());
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> argv = new ArrayList<>(List.of("env"));
    argv.add("MEMORY=" + lab.tripleo().memoryMib());
    argv.add("CPUS=" + lab.tripleo().vcpus());
    argv.add(SCRIPTS.resolve("machine").toString());
    argv.addAll(List.of(environment.toString(), OldAnsible.programs().get(0).toString()));
    argv.addAll(List.of(tree.toString(), result.toString(), SCRIPTS.resolve(script).toString()));
    argv.addAll(Arrays.asList(rest));
    return run(line, argv.toArray(String[]::new));
  }

  /** Runs a program and passes each line of its output on. */
  Said run(Consumer<String> line, String... argv) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    List<String> limited = new ArrayList<>(List.of("timeout", "--kill-after=10", LIMIT_SECONDS));
    limited.addAll(Arrays.asList(argv));
    ProcessBuilder builder = new ProcessBuilder(limited).redirectError(errors.toFile());
    builder.environment().put("PYTHONWARNINGS", "ignore");
    Process process = builder.start();
    StringBuilder text = new StringBuilder();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String next = out.readLine(); next != null; next = out.readLine()) {
        text.append(next).append('\n');
        line.accept(next);
      }
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    int code = process.exitValue();
    String said = Files.readString(errors);
    return new Said(code, code == 0 ? text.toString() : text + said, said);
  }
}
