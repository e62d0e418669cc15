package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.tripleo.Mutations;
import lab.tripleo.event.HostStats;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any record of a run is read or skipped, never an exception. */
final class HostileWorkspaceTest {
  private static final RunRecord.Start START =
      new RunRecord.Start(
          RunTarget.whole(Stage.PREPARE, RunKind.RUN),
          Optional.of("a-lab"),
          "A release",
          List.of("run", "prepare"),
          "0.1.0");

  @TempDir Path lab;

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Random changes to `run.json`",
      then = "The record is read or skipped; no exception")
  void survivesRandomChangesOfRecords() throws IOException {
    Workspace workspace = new Workspace(lab);
    Mutations mutations = new Mutations();
    try (RunLock lock = RunLock.take(workspace, "test", Clock.systemUTC())) {
      Runs runs = new Runs(workspace, Clock.systemUTC());
      Runs.Started run = runs.start(lock, START);
      Path file = run.folder().path().resolve("run.json");
      byte[] before = Files.readAllBytes(file);
      Mutations.repeat(
          500,
          () -> {
            byte[] changed = mutations.changed(before);
            Files.write(file, changed);
            assertThatCode(() -> runs.closeAbandoned(lock))
                .as(new String(changed, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
            Files.write(file, before);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform",
        "lab-id",
        "ssh.config",
        "known_hosts",
        "keys/stack@tripleo",
        "keys/stack@tripleo.pub",
        "passwords/stack@tripleo"
      })
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Fault(
      in = Area.WORKSPACE,
      when = "A named pipe or a file of gigabytes in place of a workspace file",
      then = "Refused; the message names the file; no hang, no full memory")
  void refusesPipesAndGiants(String name) throws Exception {
    Workspace workspace = new Workspace(lab);
    workspace.ensure();
    Path file = workspace.folder().resolve(name);
    Files.deleteIfExists(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> readAll(workspace))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(file + " is not a regular file");
    Files.delete(file);
    giant(file);
    assertThatThrownBy(() -> readAll(workspace))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(file + " is larger than 1 MiB");
  }

  private static void readAll(Workspace workspace) throws IOException {
    workspace.ensure();
    workspace.platform();
    workspace.writeSshConfig("Host *\n");
    new KnownHosts(workspace.knownHostsFile()).pinned("hypervisor");
  }

  private static void giant(Path file) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void skipsRecordsThatArePipesOrHuge() throws Exception {
    Workspace workspace = new Workspace(lab);
    Runs runs = new Runs(workspace, Clock.systemUTC());
    Path pipe = Files.createDirectories(workspace.runsFolder().resolve("pipe")).resolve("run.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    giant(Files.createDirectory(workspace.runsFolder().resolve("giant")).resolve("run.json"));
    assertThat(runs.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'number': 9223372036854775807",
        "'number': -1",
        "'pid': 1e300",
        "'startedAt': '+1000000000-12-31T23:59:59Z'",
        "'startedAt': '-1000000000-01-01T00:00:00Z'",
        "'stage': 'no-such'",
        "'kind': 'no-such'",
        "'finishedAt': '+1000000000-12-31T23:59:59Z'"
      })
  @Fault(
      in = Area.WORKSPACE,
      when = "`run.json` with impossible times and numbers",
      then = "The record is skipped; the next run has a number above 0")
  void passesOverImpossibleRecords(String field) throws IOException {
    Workspace workspace = new Workspace(lab);
    record(workspace, field);
    Runs runs = new Runs(workspace, Clock.systemUTC());
    assertThat(runs.list()).isEmpty();
    try (RunLock lock = RunLock.take(workspace, "test", Clock.systemUTC())) {
      assertThat(runs.start(lock, START).record().number()).isEqualTo(1);
    }
  }

  @Test
  void limitsCountsAndReplacesControlCharacters() throws IOException {
    Workspace workspace = new Workspace(lab);
    record(
        workspace,
        "'release': 'pre\\u001b[2Jpare\\n', 'number': 1000000000000, 'hosts':"
            + " {'h': {'ok': -5, 'changed': 2147483647, 'failed': 9223372036854775807}}");
    Runs runs = new Runs(workspace, Clock.systemUTC());
    RunRecord run = runs.list().get(0);
    assertThat(run.start().release()).isEqualTo("pre\uFFFD[2Jpare\uFFFD");
    assertThat(run.hosts().get("h")).isEqualTo(new HostStats(0, 1000000, 1000000, 0, 0, 0, 0));
    try (RunLock lock = RunLock.take(workspace, "test", Clock.systemUTC())) {
      String id = runs.start(lock, START).folder().id();
      assertThat(runs.list()).extracting(RunRecord::id).contains(id);
    }
  }

  private static void record(Workspace workspace, String fields) throws IOException {
    Path run = Files.createDirectories(workspace.runsFolder().resolve("run"));
    String time = fields.contains("startedAt") ? "" : "'startedAt': '2026-11-22T19:01:02Z', ";
    String before = time + (fields.contains("stage") ? "" : "'stage': 'prepare', ");
    Files.writeString(
        run.resolve("run.json"),
        ("{'status': 'succeeded', " + before + fields + "}").replace('\'', '"'));
  }
}
