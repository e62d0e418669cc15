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
import java.util.Optional;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a stage resumes, according to the record of its last run. */
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
              // No stage reads it, so runs do not copy it.
              new GeneratedFile(LockedInputs.FILE, "lock")));
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final String hosts = "hypervisor ssh-ed25519 A\n";
  private RunLock lock;

  @BeforeEach
  void take() throws IOException {
    lock = RunLock.take(new Workspace(folder), "test", clock());
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

  private void ran(Stage stage, RunStatus status, String play, String... tags) throws IOException {
    ran(new RunTarget(stage, RunKind.RUN, List.of(tags)), status, play);
  }

  private void ran(RunTarget target, RunStatus status, String play) throws IOException {
    now = now.plus(Duration.ofMinutes(1));
    for (GeneratedFile file : files) {
      Path path = folder.resolve(file.path().toString());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
    Files.writeString(folder.resolve("workspace/known_hosts"), hosts);
    Runs.Started run =
        runs()
            .start(
                lock,
                new RunRecord.Start(
                    target, Optional.of("a-lab"), "A release", List.of("run"), "0.1.0"));
    run.folder().keepGenerated(folder);
    Files.writeString(
        run.folder().path().resolve("events.jsonl"),
        """
        {"event": "hello", "at": "2026-01-02T03:04:05Z", "ansible": "2.19.1"}
        {"event": "play", "at": "2026-01-02T03:04:05Z", "name": "%s", "hosts": ["h"]}
        {"event": "ta\
        """
            .formatted(play));
    run.folder().save(run.record().finished(status, 1, now, Optional.empty(), "because", Map.of()));
  }

  private Resumption resumption() throws IOException {
    return Resumption.of(Stage.PREPARE, runs(), new GeneratedLab(files), clock());
  }

  @Test
  void resumesAtTheFailedSection() throws IOException {
    ran(Stage.PREPARE, RunStatus.FAILED, "Networks - define them");
    ran(Stage.TRIPLEO_PREPARE, RunStatus.FAILED, "Another - stage");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.RESUME);
    assertThat(resumption().sections()).containsExactly("networks", "summary");
    assertThat(resumption().reason()).contains("resumes at section networks", " failed");
  }

  @Test
  void checkIsNotARun() throws IOException {
    ran(RunTarget.whole(Stage.PREPARE, RunKind.CHECK), RunStatus.SUCCEEDED, "Summary - keep it");
    assertThat(resumption().reason()).contains("it has never run");
    ran(Stage.PREPARE, RunStatus.FAILED, "Networks - define them");
    ran(RunTarget.whole(Stage.PREPARE, RunKind.CHECK), RunStatus.SUCCEEDED, "Summary - keep it");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.RESUME);
    assertThat(resumption().sections()).containsExactly("networks", "summary");
    assertThat(runs().list()).extracting(RunRecord::isCheck).containsExactly(true, false, true);
  }

  @Test
  void skipsAFinishedStage() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    assertThat(resumption().reason()).contains("is skipped");
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "`--resume` after a file of the generated tree has changed",
      then = "The stages start over; the message says why")
  void startsOverWhenAnythingIsAnother() throws IOException {
    assertThat(resumption().reason()).contains("it has never run");
    ran(Stage.PREPARE, RunStatus.INTERRUPTED, "Networks - define them");
    files.set(2, new GeneratedFile(Path.of("playbooks/clean.yml"), "of no interest here"));
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.RESUME);
    files.set(3, new GeneratedFile(Path.of("playbooks/files/clean"), "another"));
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.START_OVER);
    assertThat(resumption().reason()).contains("playbooks/files/clean changed since run");
  }

  @Test
  void startsOverAfterCleaning() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it");
    ran(Stage.CLEAN, RunStatus.SUCCEEDED, "Remove - all");
    assertThat(resumption().reason()).contains("the lab was cleaned since");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "`clean` failed half way, then `--resume`",
      then = "The stages start over, because their results may be removed")
  void startsOverAfterACleaningThatFailed() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it");
    ran(RunTarget.whole(Stage.CLEAN, RunKind.PLAN), RunStatus.FAILED, "Plan - find");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    ran(Stage.CLEAN, RunStatus.FAILED, "Remove - all");
    assertThat(resumption().reason()).contains("the lab was cleaned since");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "`--resume` after the hypervisor or the sandbox was replaced",
      then = "The stages start over; the message says why")
  void startsOverOnOtherHosts() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it");
    Files.writeString(folder.resolve("workspace/known_hosts"), "hypervisor ssh-ed25519 B\n");
    assertThat(resumption().reason()).contains("the hosts changed since run");
  }

  @Test
  void startsOverAfterAStageThatItDependsOn() throws IOException {
    ran(Stage.TRIPLEO_PREPARE, RunStatus.SUCCEEDED, "Summary");
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Summary - keep it");
    assertThat(resumption().kind()).isEqualTo(Resumption.Kind.SKIP);
    assertThat(
            Resumption.of(Stage.TRIPLEO_PREPARE, runs(), new GeneratedLab(files), clock()).reason())
        .contains("prepare ran after run");
  }

  @Test
  void startsOverAfterAPartialRun() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, "Networks", "networks");
    assertThat(resumption().reason()).contains("ran only some of its sections");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`--resume` after the events of the last run were lost",
      then = "The stages start over; the message says why")
  void startsOverWhenThereAreNoEvents() throws IOException {
    ran(Stage.PREPARE, RunStatus.INTERRUPTED, "A play of long ago");
    assertThat(resumption().reason()).contains("do not say where it stopped");
  }
}
