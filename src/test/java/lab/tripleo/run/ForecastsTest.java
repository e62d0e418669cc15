package lab.tripleo.run;

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
import java.util.Set;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.RunEvent;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts from the records of a lab. */
final class ForecastsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> TASKS = List.of("Look", "Compile the moon", "Verify");
  private static final Playbook PLAYBOOK =
      new Playbook(
          Stage.PREPARE.playbook(),
          List.of(
              new Playbook.Play(
                  "Moon",
                  List.of(),
                  TASKS.stream().map(it -> new Playbook.Task(it, Set.of())).toList())));

  @TempDir Path folder;

  private Instant now = START;
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

  private Forecasts forecasts() throws IOException {
    return new Forecasts(new RunHistory(runs().list()), runs(), clock(), false);
  }

  /** A run in which each task takes so long, and the second one changes the host. */
  private Path ran(RunTarget target, RunStatus status, boolean changes, int... seconds)
      throws IOException {
    RunRecord.Start start =
        new RunRecord.Start(target, Optional.empty(), "A release", List.of("run"), "0.1.0");
    Runs.Started run = runs().start(lock, start);
    StringBuilder events = new StringBuilder();
    Instant at = now;
    for (int i = 0; i < seconds.length; i++) {
      String outcome = changes && i == 1 ? "changed" : "ok";
      events.append(
          """
          {"event": "task", "at": "%1$s", "id": "t%2$d", "name": "%3$s"}
          {"event": "%4$s", "at": "%1$s", "task": "t%2$d", "host": "h", "result": {}}
          """
              .formatted(at, i, TASKS.get(i), outcome));
      at = at.plusSeconds(seconds[i]);
    }
    events.append("{\"event\": \"stats\", \"at\": \"%s\", \"hosts\": {}}\n".formatted(at));
    Path file = run.folder().path().resolve(RunEvent.FILE);
    Files.writeString(file, events);
    Map<String, HostStats> hosts =
        Map.of("h", changes ? new HostStats(3, 1, 0, 0, 0, 0, 0) : HostStats.NONE);
    run.folder().save(run.record().finished(status, 0, at, Optional.empty(), "", hosts));
    now = at.plusSeconds(60);
    return file;
  }

  private void ran(Stage stage, RunStatus status, boolean changes, int... seconds)
      throws IOException {
    ran(RunTarget.whole(stage, RunKind.RUN), status, changes, seconds);
  }

  private String left() throws IOException {
    Forecast forecast =
        forecasts().of(RunTarget.whole(Stage.PREPARE, RunKind.RUN), PLAYBOOK, List.of());
    new RunEvent.TaskStarted(START, "t", "Look", "p:1", "m", List.of(), false).deliverTo(forecast);
    return forecast.left(START).map(it -> it.text()).orElse("unknown");
  }

  @Test
  void newLabHasNoEarlierRuns() throws IOException {
    assertThat(forecasts().changes(Stage.PREPARE)).contains(true);
    assertThat(left()).isEqualTo("unknown");
    assertThat(forecasts().usual(Stage.PREPARE, PLAYBOOK, true)).isEmpty();
  }

  @Test
  void sameRunsOfThisLabAreTheMeasure() throws IOException {
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, true, 1, 200, 9);
    assertThat(forecasts().changes(Stage.PREPARE)).contains(false);
    assertThat(left()).isEqualTo("unknown");
    ran(Stage.PREPARE, RunStatus.SUCCEEDED, false, 1, 1, 9);
    assertThat(left()).isEqualTo("about 10 s left, as in earlier runs");
    ran(Stage.CLEAN, RunStatus.SUCCEEDED, true, 1, 1, 1);
    assertThat(forecasts().changes(Stage.PREPARE)).contains(true);
    assertThat(left()).isEqualTo("about 4 min left, as in earlier runs");
    assertThat(forecasts().usual(Stage.PREPARE, PLAYBOOK, true)).contains(Duration.ofSeconds(210));
    assertThat(forecasts().usual(Stage.PREPARE, PLAYBOOK, false)).contains(Duration.ofSeconds(11));
  }

  @Test
  void checksAndRunsOfOtherStagesAreNot() throws IOException {
    ran(RunTarget.whole(Stage.PREPARE, RunKind.CHECK), RunStatus.SUCCEEDED, true, 1, 2, 3);
    ran(Stage.TRIPLEO_PREPARE, RunStatus.SUCCEEDED, true, 1, 2, 3);
    assertThat(left()).isEqualTo("unknown");
  }

  /** A task that a run of some sections left out does not count as one that takes no time. */
  @Test
  void runOfSomeSectionsTellsOnlyOfItsTasks() throws IOException {
    ran(new RunTarget(Stage.PREPARE, RunKind.RUN, List.of("moon")), RunStatus.FAILED, true, 1, 99);
    assertThat(forecasts().changes(Stage.PREPARE)).isEmpty();
    assertThat(left()).isEqualTo("unknown");
    assertThat(forecasts().usual(Stage.PREPARE, PLAYBOOK, true)).isEmpty();
  }

  @Test
  void unreadableEventsAreNoObstacle() throws IOException {
    Path lost =
        ran(RunTarget.whole(Stage.PREPARE, RunKind.RUN), RunStatus.SUCCEEDED, true, 1, 2, 3);
    Files.writeString(lost, "{\"event\": \"ta\n\0\u001b[2J\n{\"event\": \"task\"}\n{");
    assertThat(left()).isEqualTo("unknown");
    Files.delete(lost);
    assertThat(left()).isEqualTo("unknown");
  }
}
