package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.tripleo.files.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the program that follows an installation on {@code install-logs/NAME.log}. {@code
 * NAME.phases} has the phases that it shows, {@code NAME.explained} the explanation of a failure.
 * {@code NAME.client} is the client's own log, {@code NAME.validations} the folder of its
 * validations. systemctl is a stand-in.
 */
final class InstallLogsTest {
  private static final Path LOGS = Path.of("src/test/resources/install-logs");
  private static final Path PROGRAM = Path.of("playbooks/files/undercloud-install");
  private static final int STILL_RUNNING = 75;

  @TempDir private Path folder;

  static Stream<Path> logs() throws IOException {
    try (Stream<Path> all = Files.list(LOGS)) {
      return all.filter(it -> it.toString().endsWith(".log")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void phases(Path log) throws Exception {
    running("active");
    Set<String> phases = new LinkedHashSet<>();
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    for (int i = 1; i <= lines.size(); i++) {
      Files.write(folder.resolve("install.log"), lines.subList(0, i));
      phases.add(program(STILL_RUNNING, "follow", "0", "1000").strip());
    }
    phases.remove("nothing logged yet");
    same(phases.stream().toList(), expected(log, ".phases"));
  }

  static Stream<Path> failures() throws IOException {
    return logs().filter(it -> Files.exists(expected(it, ".explained")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void explained(Path log) throws Exception {
    running("inactive");
    Files.writeString(folder.resolve("undercloud.result"), "1\n");
    Files.copy(log, folder.resolve("install.log"));
    copyValidations(log);
    List<String> said = program(0, "explain").lines().toList();
    same(said, expected(log, ".explained"));
    assertThat(said).hasSizeLessThanOrEqualTo(16);
  }

  private void copyValidations(Path log) throws IOException {
    if (Files.exists(expected(log, ".client"))) {
      Files.copy(expected(log, ".client"), folder.resolve("install-undercloud.log"));
    }
    if (Files.exists(expected(log, ".validations"))) {
      Path validations = Files.createDirectory(folder.resolve("validations"));
      for (Path file : new Tree(expected(log, ".validations")).entries()) {
        Files.copy(file, validations.resolve(file.getFileName()));
      }
    }
  }

  /** The result is shown even if an installation ends between two looks at its log. */
  @Test
  void showsTheLastPhaseOfAFinishedInstallation() throws Exception {
    ended();
    assertThat(program(STILL_RUNNING, "follow", "0", "1000")).isEqualTo("installed\n");
    assertThat(program(0, "follow", "0", "1000")).isEqualTo("succeeded\n");
  }

  /** Following must end even if nothing can be written. */
  @Test
  void followingEndsIfNothingCanBeWritten() throws Exception {
    ended();
    Files.createDirectory(folder.resolve("undercloud.shown"));
    assertThat(program(0, "follow", "0", "1000")).endsWith("succeeded\n");
  }

  private void ended() throws IOException {
    running("inactive");
    Files.writeString(folder.resolve("undercloud.result"), "0\n");
    Files.copy(LOGS.resolve("simulated.log"), folder.resolve("install.log"));
  }

  private static Path expected(Path log, String ending) {
    return log.resolveSibling(log.getFileName().toString().replace(".log", ending));
  }

  /** -Dgolden.update rewrites the file; the test still fails. */
  private static void same(List<String> said, Path expected) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.write(expected, said);
    }
    assertThat(said).isEqualTo(Files.readAllLines(expected));
    assertThat(System.getProperty("golden.update")).as("rewritten, look at it").isNull();
  }

  private void running(String state) throws IOException {
    Path systemctl = Files.createDirectories(folder.resolve("bin")).resolve("systemctl");
    Files.writeString(systemctl, "#!/bin/sh\necho ActiveState=" + state + "\n");
    assertThat(systemctl.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("undercloud.running"), "");
    Files.copy(PROGRAM, folder.resolve("undercloud-install"), StandardCopyOption.REPLACE_EXISTING);
  }

  private String program(int expectedCode, String... arguments) throws Exception {
    List<String> argv = new ArrayList<>(List.of("bash", "undercloud-install"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("TRIPLEO_LAB_FOLDER", folder.toString());
    builder.environment().put("TRIPLEO_LAB_LOG", folder.resolve("install.log").toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(expectedCode);
    return said;
  }
}
