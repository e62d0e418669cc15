package lab.tripleo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.cli.Program;
import lab.tripleo.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of `stages` and `runs` for records in the current and older formats. */
final class StagesCommandTest {
  @TempDir Path lab;

  private int runs;

  private void record(String fields) throws IOException {
    Files.createDirectories(lab.resolve("configuration"));
    runs++;
    Path run = Files.createDirectories(lab.resolve("workspace/runs/run" + runs));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"number": %1$d, %2$s, "status": "succeeded", "exitCode": 0, "pid": 1,
         "startedAt": "2026-11-22T19:1%1$d:00Z", "finishedAt": "2026-11-22T19:1%1$d:30Z"}
        """
            .formatted(runs, fields.replace('\'', '"')));
  }

  private String said(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exit =
        new Program(new Terminal(both, both, new Terminal.Fds(false, false, false)))
            .run("-C", lab.toString(), command);
    assertThat(exit).as(() -> out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void completePurgeIsNotPartial() throws IOException {
    record("'stage': 'clean', 'command': ['run', 'clean', '--tags', 'all,purge']");
    assertThat(said("stages")).contains("succeeded 2026-11-22").doesNotContain("in part");
  }

  @Test
  void runOfSomeSectionsIsPartial() throws IOException {
    record(
        "'stage': 'prepare', 'kind': 'run', 'scope': {'whole': false, 'tags': ['time']},"
            + " 'command': ['run', 'prepare', '--tags', 'time']");
    assertThat(said("stages")).contains("succeeded in part (run prepare --tags time) 2026-11-22");
  }

  @Test
  void onlyARunOfCleanCountsAsCleaning() throws IOException {
    record("'stage': 'prepare', 'kind': 'run'");
    record("'stage': 'clean', 'kind': 'plan'");
    record("'stage': 'prepare', 'kind': 'check'");
    assertThat(said("stages")).contains("record run1\n").doesNotContain("run2", "run3", "cleaned");
    assertThat(said("runs"))
        .containsPattern("run1 +succeeded +prepare ")
        .containsPattern("run2 +succeeded +clean --plan ")
        .containsPattern("run3 +succeeded +check prepare .*would change: ");
    record("'stage': 'clean', 'kind': 'run'");
    assertThat(said("stages")).containsPattern("record run1; cleaned since, 2026-11-22 .*\n");
  }

  @Test
  void durationsOfTheLastWholeRunsAreCompared() throws IOException {
    record("'stage': 'prepare', 'kind': 'run', 'hosts': {'h': {'changed': 48}}");
    assertThat(said("stages")).contains("took 30 s").doesNotContain("durations");
    record("'stage': 'prepare', 'kind': 'check'");
    record("'stage': 'prepare', 'kind': 'run', 'command': ['run', 'prepare', '--resume']");
    record("'stage': 'prepare', 'kind': 'run', 'scope': {'whole': false, 'tags': ['time']}");
    assertThat(said("stages")).doesNotContain("durations");
    record("'stage': 'prepare', 'kind': 'run'");
    assertThat(said("stages")).contains("\n  durations: last 30 s; before 30 s (changed: 48)\n");
  }
}
