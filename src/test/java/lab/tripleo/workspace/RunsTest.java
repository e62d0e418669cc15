package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T19:01:02.5Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final RunRecord.Start START =
      new RunRecord.Start(
          new RunTarget(Stage.PREPARE, RunKind.CHECK, List.of("networks", "summary")),
          Optional.of("north-7"),
          "A release",
          List.of("check", "prepare"),
          "0.1.0");

  @TempDir Path lab;

  private Workspace workspace;
  private RunLock lock;
  private Runs runs;

  @BeforeEach
  void take() throws IOException {
    workspace = new Workspace(lab);
    lock = RunLock.take(workspace, "test", CLOCK);
    runs = new Runs(workspace, CLOCK);
  }

  @AfterEach
  void release() throws IOException {
    lock.close();
  }

  private Runs.Started start() throws IOException {
    return runs.start(lock, START);
  }

  @Test
  void beginsAsRunningAndIsLatest() throws IOException {
    Runs.Started run = start();
    assertThat(run.folder().id()).matches("20261122T190102Z-[0-9a-f]{4}");
    assertThat(run.folder().path().resolve("run.json")).content().contains("\"running\"");
    assertThat(Files.readSymbolicLink(workspace.runsFolder().resolve("latest")))
        .isEqualTo(Path.of(run.folder().id()));
    assertThat(runs.list()).containsExactly(run.record());
  }

  @Test
  void recordIsReadAsWritten() throws IOException {
    Runs.Started run = start();
    RunRecord end =
        run.record()
            .finished(
                RunStatus.FAILED,
                1,
                NOW.plusSeconds(5),
                Optional.of("2.19.1"),
                "because \"it\" is\nso ü",
                Map.of("hypervisor-root", new HostStats(1, 2, 3, 4, 5, 6, 7)));
    run.folder().save(end);
    assertThat(runs.list()).containsExactly(end);
    assertThat(run.folder().path().resolve("run.json"))
        .content()
        .contains(
            "\"lab\" : \"north-7\"",
            "\"stage\" : \"prepare\"",
            "\"kind\" : \"check\"",
            "\"whole\" : false",
            "\"exitCode\" : 1",
            "\"unreachable\" : 4",
            "\"finishedAt\" : \"2026-11-22T19:01:07");
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "The record of a killed run says that it is still running",
      then = "The next run marks it as interrupted, with exit code 130")
  void marksTheKilledAsInterrupted() throws IOException {
    Runs.Started killed = start();
    Runs.Started next = start();
    assertThat(runs.list())
        .filteredOn(run -> run.id().equals(killed.folder().id()))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
              assertThat(run.exitCode()).isEqualTo(Optional.of(130));
            });
    assertThat(Files.readSymbolicLink(workspace.runsFolder().resolve("latest")).toString())
        .isEqualTo(next.folder().id());
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "A killed run leaves a temporary folder, which may hold secrets",
      then = "The next command removes it; a note that names anything else is ignored")
  void temporaryFoldersOfTheKilledGo() throws IOException {
    Path left = Files.createTempDirectory(Path.of("/tmp"), "tl-");
    Path other = Files.createTempDirectory(Path.of("/tmp"), "other-");
    Path link = left.resolveSibling(left.getFileName() + "0");
    try {
      Files.createSymbolicLink(link, other);
      Files.createSymbolicLink(left.resolve("to-other"), other);
      Files.createDirectory(left.resolve("t"));
      Files.writeString(left.resolve("t/user-data"), "secret");
      Files.writeString(other.resolve("kept"), "");
      for (String noted : List.of(left.toString(), other.toString(), link.toString(), "", "/")) {
        Files.writeString(start().folder().path().resolve("temporary-folder"), noted);
      }
      start();
      assertThat(left).doesNotExist();
      assertThat(other.resolve("kept")).exists();
      assertThat(link).isSymbolicLink();
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(other.resolve("kept"));
      Files.deleteIfExists(other);
    }
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`run.json` is empty, truncated, of another structure, or a folder",
      then = "Other runs are listed; this one is skipped")
  void listPassesOverGarbage() throws IOException {
    Runs.Started run = start();
    Path folder = workspace.runsFolder();
    for (String text :
        List.of(
            "", "{", "[]", "{}", "null", "{\"status\":\"failed\"}", "{\"status\":7}", "\u0000")) {
      Path garbage = Files.createTempDirectory(folder, "garbage");
      Files.writeString(garbage.resolve("run.json"), text);
    }
    Files.createDirectories(folder.resolve("folder-in-its-place/run.json"));
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("a-file"), "");
    assertThat(runs.list()).containsExactly(run.record());
  }

  @Test
  @Fault(
      in = Area.TIME,
      when = "The clock is set back by a day between two runs, and while one runs",
      then = "The later run still counts as the latest; no run ends before its start")
  void clockThatIsSetBack() throws IOException {
    Runs.Started first = start();
    Clock yesterday = Clock.offset(CLOCK, Duration.ofDays(-1));
    RunFolder second = new Runs(workspace, yesterday).start(lock, START).folder();
    assertThat(runs.list())
        .extracting(RunRecord::id)
        .containsExactly(second.id(), first.folder().id());
    assertThat(Files.readSymbolicLink(workspace.runsFolder().resolve("latest")).toString())
        .isEqualTo(second.id());
    assertThat(runs.list().get(1).finishedAt()).contains(NOW);
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`runs/latest` points to a missing file, or is a file",
      then = "The next run recreates it")
  void latestThatIsNone() throws IOException {
    Path latest = workspace.runsFolder().resolve("latest");
    Files.createDirectories(workspace.runsFolder());
    Files.createSymbolicLink(latest, Path.of("nowhere"));
    assertThat(Files.readSymbolicLink(latest).toString()).isEqualTo("nowhere");
    assertThat(runs.list()).isEmpty();
    String id = start().folder().id();
    assertThat(Files.readSymbolicLink(latest).toString()).isEqualTo(id);
    Files.delete(latest);
    Files.writeString(latest, "a file");
    String next = start().folder().id();
    assertThat(Files.readSymbolicLink(latest).toString()).isEqualTo(next);
  }

  @Test
  void keepsTheGeneratedFilesOfTheRun() throws IOException {
    Files.createDirectories(lab.resolve("playbooks/tasks"));
    Files.writeString(lab.resolve("playbooks/prepare.yml"), "- one\n");
    Files.writeString(lab.resolve("playbooks/tasks/more.yml"), "- two\n");
    RunFolder run = start().folder();
    run.keepGenerated(lab);
    assertThat(run.path().resolve("playbooks/prepare.yml")).content().isEqualTo("- one\n");
    assertThat(run.path().resolve("playbooks/tasks/more.yml")).content().isEqualTo("- two\n");
  }

  @Test
  void noRunsYet(@TempDir Path other) throws IOException {
    assertThat(new Runs(new Workspace(other), CLOCK).list()).isEmpty();
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`known_hosts` is not valid UTF-8",
      then = "`--resume` starts over, as with another host")
  void hostsThatCannotBeRead() throws IOException {
    Path hosts = Files.writeString(workspace.knownHostsFile(), "hypervisor ssh-ed25519 AAAA\n");
    RunFolder run = start().folder();
    run.keepGenerated(lab);
    assertThat(run.hasSameHosts()).isTrue();
    Files.write(hosts, new byte[] {'h', (byte) 0xFF, '\n'});
    assertThat(run.hasSameHosts()).isFalse();
  }

  @Test
  void orderOfHostKeysDoesNotMatter() throws IOException {
    Path hosts = Files.writeString(workspace.knownHostsFile(), "one rsa AAAA\none ed25519 BBBB\n");
    RunFolder run = start().folder();
    run.keepGenerated(lab);
    Files.writeString(hosts, "one ed25519 BBBB\none rsa AAAA\n");
    assertThat(run.hasSameHosts()).isTrue();
    Files.writeString(hosts, "one rsa AAAA\n");
    assertThat(run.hasSameHosts()).isFalse();
    Files.delete(hosts);
    assertThat(run.hasSameHosts()).isFalse();
  }
}
