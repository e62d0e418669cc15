package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.workspace.Lock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a stage goes on, by the record of its last run. */
final class ResumptionTest {
  private static final String PLAYBOOK =
      """
      - name: Preflight - look
        hosts: hypervisor-root
        tags: [preflight]
      - name: Networks - define them
        hosts: hypervisor-root
        gather_facts: false
        tags: [networks]
      - name: Summary - keep it
        hosts: hypervisor-root
        tags: [summary]
      """;

  @TempDir Path folder;

  private final List<GeneratedFile> files =
      new ArrayList<>(
          List.of(
              new GeneratedFile(Path.of("inventory/hosts.yml"), "hosts"),
              new GeneratedFile(Path.of("playbooks/prepare.yml"), PLAYBOOK),
              new GeneratedFile(Path.of("playbooks/clean.yml"), "of another stage"),
              new GeneratedFile(Path.of("playbooks/files/clean"), "file"),
              // No stage reads it: a run keeps none.
              new GeneratedFile(LockedInputs.FILE, "lock")));
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final String hosts = "hypervisor ssh-ed25519 A\n";
  private Lock lock;

  @BeforeEach
  void take() throws IOException {
    lock = Lock.take(new Workspace(folder), "test", clock());
  }

  @AfterEach
  void release() throws IOException {
    lock.close();
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private Runs runs() {
    return new Runs(new Workspace(folder), clock());
  }

  private void ran(Stage stage, RunStatus status, String play, String... words) throws IOException {
    ran(stage.word(), status, play, words);
  }

  private void ran(String stage, RunStatus status, String play, String... words)
      throws IOException {
    now = now.plus(Duration.ofMinutes(1));
    for (GeneratedFile file : files) {
      Path path = folder.resolve(file.path().toString());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
    Files.writeString(folder.resolve("workspace/known_hosts"), hosts);
    Runs.Started run = runs().start(lock, stage, "A release", List.of(words), "0.1.0");
    run.folder().keepGenerated(folder);
    Files.writeString(
        run.folder().path().resolve("events.jsonl"),
        """
        {"event": "hello", "at": "2026-01-02T03:04:05Z", "ansible": "2.19.1"}
        {"event": "play", "at": "2026-01-02T03:04:05Z", "name": "%s", "hosts": ["h"]}
        {"event": "ta"""
            .formatted(play));
    run.folder().save(run.record().finished(status, 1, now, "because", Map.of()));
  }

  private Resumption resumption() throws IOException {
    return Resumption.of(Stage.PREPARE, runs(), new GeneratedLab(files), clock());
  }

  @Test
  void goesOnAtTheSectionOfTheTrouble() throws IOException {
    ran(Stage.PREPARE, RunStatus.FAILED, "Networks - define them", "run", "prepare");
    ran(Stage.TRIPLEO_PREPARE, RunStatus.FAILED, "Another - stage", "run", "tripleo-prepare");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.GO_ON);
    assertThat(resumption().sections()).containsExactly("networks", "summary");
    assertThat(resumption().reason()).contains("goes on at section networks", " failed");
  }

  @Test
  void takesNoCheckForARun() throws IOException {
    ran(RunRecord.checkOf("prepare"), RunStatus.SUCCEEDED, "Summary - keep it", "check", "prepare");
    assertThat(resumption().reason()).contains("it has never run");
    ran(Stage.PREPARE, RunStatus.FAILED, "Networks - define them", "run", "prepare");
    ran(RunRecord.checkOf("prepare"), RunStatus.SUCCEEDED, "Summary - keep it", "check", "prepare");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.GO_ON);
    assertThat(resumption().sections()).containsExactly("networks", "summary");
    assertThat(runs().list()).extracting(RunRecord::isCheck).containsExactly(true, false, true);
  }

  @Test
  void leavesOutWhatIsDone() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it", "run", "prepare");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    assertThat(resumption().reason()).contains("is left out");
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "`--resume` after a file of the generated tree has changed",
      then = "It starts over and says why")
  void startsOverWhenAnythingIsAnother() throws IOException {
    assertThat(resumption().reason()).contains("it has never run");
    ran(Stage.PREPARE, RunStatus.INTERRUPTED, "Networks - define them", "run", "prepare");
    files.set(2, new GeneratedFile(Path.of("playbooks/clean.yml"), "of no interest here"));
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.GO_ON);
    files.set(3, new GeneratedFile(Path.of("playbooks/files/clean"), "another"));
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.START_OVER);
    assertThat(resumption().reason()).contains("playbooks/files/clean is another one than in run");
  }

  @Test
  void startsOverAfterCleaning() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it", "run", "prepare");
    ran(Stage.CLEAN, RunStatus.SUCCEEDED, "Remove - all", "run", "clean");
    assertThat(resumption().reason()).contains("the lab was cleaned since");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "`clean` failed half way, then `--resume`",
      then = "The stages start over: what is done may be gone")
  void startsOverAfterACleaningThatFailed() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it", "run", "prepare");
    ran(Stage.CLEAN, RunStatus.FAILED, "Plan - find", "run", "clean", "--tags", "plan");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    ran(Stage.CLEAN, RunStatus.FAILED, "Remove - all", "run", "clean");
    assertThat(resumption().reason()).contains("the lab was cleaned since");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "`--resume` after the hypervisor, or the sandbox, was replaced by another",
      then = "The stages start over, and say so")
  void startsOverOnOtherHosts() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it", "run", "prepare");
    Files.writeString(folder.resolve("workspace/known_hosts"), "hypervisor ssh-ed25519 B\n");
    assertThat(resumption().reason()).contains("the hosts are not those of run");
  }

  @Test
  void startsOverAfterAStageThatMakesWhatItWorksOn() throws IOException {
    ran(Stage.TRIPLEO_PREPARE, RunStatus.SUCCEEDED, "Summary", "run", "tripleo-prepare");
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it", "run", "prepare");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    assertThat(
            Resumption.of(Stage.TRIPLEO_PREPARE, runs(), new GeneratedLab(files), clock()).reason())
        .contains("prepare ran after run");
  }

  @Test
  void startsOverAfterAPart() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Networks", "run", "prepare", "--tags", "networks");
    assertThat(resumption().reason()).contains("did only a part of it");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`--resume` after the events of the last run were lost",
      then = "It starts over and says why")
  void startsOverWhenThereAreNoEvents() throws IOException {
    ran(Stage.PREPARE, RunStatus.INTERRUPTED, "A play of long ago", "run", "prepare");
    assertThat(resumption().reason()).contains("did not come far enough");
  }
}
