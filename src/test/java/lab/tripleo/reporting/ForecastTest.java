package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.PlaybookReader;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimates of the time left, on invented runs and on recorded ones. */
final class ForecastTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> TASKS = List.of("look", "install", "configure", "verify");
  private static final PastRun INSTALLED = past(true, 1, 60, 30, 9);
  private static final PastRun UNCHANGED = past(false, 1, 0, 0, 9);

  /** Tasks 2 and 3 change the host in a run that changes something. */
  private static PastRun past(boolean changing, int... seconds) {
    Map<String, PastRun.Took> tasks = new HashMap<>();
    for (int i = 0; i < seconds.length; i++) {
      boolean changed = changing && (i == 1 || i == 2);
      tasks.put(TASKS.get(i), new PastRun.Took(Duration.ofSeconds(seconds[i]), changed));
    }
    return new PastRun(tasks, seconds.length == TASKS.size());
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static void task(Forecast forecast, int from, String name, Outcome outcome, int to) {
    start(forecast, from, name);
    forecast.hostFinished(
        new RunEvent.HostFinished(at(to), name, name, "h", outcome, false, "", ""));
  }

  private static void start(Forecast forecast, int at, String name) {
    forecast.taskStarted(
        new RunEvent.TaskStarted(at(at), name, name, "p:1", "m", List.of(), false));
  }

  private static Forecast forecast(Boolean changes, PastRun... own) {
    return new Forecast(
        TASKS, () -> new EarlierRuns(List.of(own), List.of(), Optional.ofNullable(changes)));
  }

  private static long left(Forecast forecast, int now) {
    return forecast.left(at(now)).orElseThrow().left().toSeconds();
  }

  /** Its estimate would cost more than its events. */
  @Test
  void doesNotEstimateARunOfVeryManyTasks() {
    Forecast forecast = forecast(true, INSTALLED);
    start(forecast, 0, "look");
    assertThat(forecast.left(START)).isPresent();
    for (int i = 1; i < 500; i++) {
      start(forecast, i, "task");
    }
    assertThat(forecast.left(at(500))).isPresent();
    start(forecast, 500, "task");
    assertThat(forecast.left(at(500))).isEmpty();
  }

  @Test
  void sumsTheTasksThatFollow() {
    Forecast forecast = forecast(true, INSTALLED);
    assertThat(forecast.left(START)).isEmpty();
    assertThat(forecast.whole()).contains(Duration.ofSeconds(100));
    start(forecast, 0, "look");
    assertThat(left(forecast, 0)).isEqualTo(100);
    task(forecast, 1, "install", Outcome.CHANGED, 61);
    assertThat(left(forecast, 1)).isEqualTo(99);
    assertThat(left(forecast, 21)).isEqualTo(79);
    assertThat(forecast.usual()).contains(Duration.ofSeconds(60));
    start(forecast, 61, "configure");
    assertThat(forecast.left(at(61)).orElseThrow().text())
        .isEqualTo("about 40 s left, as in earlier runs");
  }

  @Test
  void runThatChangesNothingIsComparedWithSuchRuns() {
    Forecast forecast = forecast(false, INSTALLED, UNCHANGED);
    start(forecast, 0, "look");
    assertThat(left(forecast, 0)).isEqualTo(10);
  }

  /** Nothing is known of such runs: no hour is promised, and no minute. */
  @Test
  void withoutAComparableRunNothingIsSaid() {
    Forecast forecast = forecast(false, INSTALLED);
    start(forecast, 0, "look");
    assertThat(forecast.left(at(0))).isEmpty();
  }

  @Test
  void evidenceOverrulesTheExpectation() {
    Forecast forecast = forecast(true, INSTALLED, UNCHANGED);
    start(forecast, 0, "look");
    assertThat(left(forecast, 0)).isEqualTo(100);
    task(forecast, 1, "install", Outcome.OK, 1);
    task(forecast, 1, "configure", Outcome.OK, 1);
    start(forecast, 1, "verify");
    assertThat(left(forecast, 1)).isBetween(9L, 14L);
  }

  /** The tasks that it never reached are no disagreement, and no tasks without a duration. */
  @Test
  void runThatFailedEarlyTellsOfItsTasks() {
    Forecast forecast = forecast(true, past(true, 1, 60), INSTALLED);
    start(forecast, 0, "look");
    assertThat(left(forecast, 0)).isEqualTo(100);
    task(forecast, 1, "install", Outcome.CHANGED, 61);
    task(forecast, 61, "configure", Outcome.CHANGED, 91);
    start(forecast, 91, "verify");
    assertThat(left(forecast, 91)).isEqualTo(9);
  }

  @Test
  void overdueTaskIsSaidAndTheTimeIsThatAfterIt() {
    Forecast forecast = forecast(true, INSTALLED);
    start(forecast, 0, "look");
    start(forecast, 1, "install");
    assertThat(left(forecast, 61)).isEqualTo(39);
    assertThat(left(forecast, 100)).isEqualTo(39);
    assertThat(forecast.left(at(100)).orElseThrow().overdue()).isFalse();
    assertThat(forecast.left(at(152)).orElseThrow().text())
        .isEqualTo("longer than usual, then about 40 s, as in earlier runs");
    assertThat(left(forecast, 100_000)).isEqualTo(39);
  }

  @Test
  void neverNegative() {
    Forecast forecast = forecast(true, INSTALLED);
    start(forecast, 0, "verify");
    assertThat(left(forecast, 5)).isEqualTo(4);
    assertThat(left(forecast, 500)).isZero();
    assertThat(left(forecast, -500)).isPositive();
  }

  @Test
  void slowMachineIsExpectedToStaySlow() {
    Forecast forecast = forecast(true, past(true, 20, 60, 30, 9));
    task(forecast, 0, "look", Outcome.OK, 60);
    start(forecast, 60, "install");
    assertThat(left(forecast, 60)).isBetween(150L, 250L);
  }

  @Test
  void endStaysWhileItDiffersLittle() {
    Forecast forecast = forecast(true, INSTALLED);
    start(forecast, 0, "look");
    task(forecast, 4, "install", Outcome.CHANGED, 64);
    assertThat(left(forecast, 4)).isEqualTo(96);
    start(forecast, 69, "configure");
    assertThat(left(forecast, 69)).isBetween(38L, 43L);
  }

  @Test
  void unknownTasksAreFewOrNothingIsSaid() {
    PastRun looked = past(false, 1);
    Forecast forecast = forecast(null, looked);
    start(forecast, 0, "look");
    assertThat(forecast.left(at(0))).isEmpty();
    assertThat(forecast(null, past(true, 1, 60, 30)).whole()).isPresent();
  }

  @Test
  void handlersAndSkippedPlaysAreNoObstacle() {
    Forecast forecast = forecast(true, INSTALLED);
    start(forecast, 0, "look");
    start(forecast, 1, "a handler");
    start(forecast, 2, "verify");
    assertThat(left(forecast, 2)).isEqualTo(9);
  }

  @Test
  void tasksAreRecognisedInOtherLabs() {
    assertThat(TaskTimes.keys(List.of("Wait for 192.0.2.1 (log /a/b)", "Wait for ::1", "Remove")))
        .containsExactly("Wait for  (log", "Wait for", "Remove");
  }

  @Test
  void failedAndUnfinishedTasksDoNotCount() {
    TaskTimes times = new TaskTimes();
    List<RunEvent> events = new ArrayList<>();
    for (String name : TASKS) {
      events.add(new RunEvent.TaskStarted(START, name, name, "p:1", "m", List.of(), false));
      Outcome outcome = name.equals("install") ? Outcome.FAILED : Outcome.OK;
      events.add(new RunEvent.HostFinished(START, name, name, "h", outcome, true, "", ""));
    }
    events.forEach(it -> it.deliverTo(times));
    assertThat(times.past().tasks()).containsOnlyKeys("look", "configure");
    assertThat(times.past().complete()).isFalse();
    new RunEvent.RunFinished(at(9), Map.of("h", HostStats.NONE)).deliverTo(times);
    assertThat(times.past().tasks()).containsOnlyKeys("look", "configure", "verify");
    assertThat(times.past().complete()).isTrue();
  }

  /**
   * At each tenth of a recorded run, from the durations that come with the program. With a wrong
   * expectation, only once the run has shown what it is.
   */
  @ParameterizedTest
  @CsvSource({
    "prepare-first-run, PREPARE, true, 1",
    "prepare-first-run, PREPARE, false, 5",
    "prepare-nothing-changes, PREPARE, false, 1",
    "prepare-nothing-changes, PREPARE, true, 5",
    "tripleo-prepare-first-run, TRIPLEO_PREPARE, true, 1",
    "tripleo-prepare-first-run, TRIPLEO_PREPARE, false, 3",
  })
  void recordedRunsEndAsEstimated(String name, Stage stage, boolean changes, int firstTenth)
      throws IOException {
    RecordedRun run = RecordedRun.of(name);
    for (int tenth = firstTenth; tenth < 10; tenth++) {
      Instant now = run.moment(tenth / 10.0);
      TimeLeft left =
          run.forecast(now, List.of(), ShippedTimes.of(stage, true), changes)
              .left(now)
              .orElseThrow();
      double actual = Duration.between(now, run.moment(1)).toMillis() / 1000.0;
      double estimated = left.left().toMillis() / 1000.0;
      assertThat(estimated)
          .as("at %d tenths, %s", tenth, left.text())
          .isBetween(actual / 2 - 10, actual * 2 + 10);
    }
  }

  /** The same run again, with itself as the earlier run. */
  @ParameterizedTest
  @CsvSource({"prepare-first-run, true", "tripleo-prepare-first-run, true"})
  void sameRunAgainIsEstimatedToTheSecond(String name, boolean changes) throws IOException {
    RecordedRun run = RecordedRun.of(name);
    for (int tenth = 1; tenth < 10; tenth++) {
      Instant now = run.moment(tenth / 10.0);
      TimeLeft left =
          run.forecast(now, List.of(run.past()), List.of(), changes).left(now).orElseThrow();
      assertThat(left.source()).isEqualTo(TimeLeft.Source.EARLIER_RUNS);
      assertThat(left.left().toSeconds())
          .isCloseTo(
              Duration.between(now, run.moment(1)).toSeconds(),
              org.assertj.core.data.Offset.offset(7L));
    }
  }

  @Test
  void shippedDurationsAreOfTheStagesThatAreAlikeEverywhere() {
    assertThat(ShippedTimes.of(Stage.PREPARE, false)).hasSize(2);
    assertThat(ShippedTimes.of(Stage.TRIPLEO_INSTALL, false)).isEmpty();
    assertThat(ShippedTimes.of(Stage.TRIPLEO_INSTALL, true)).hasSize(2);
    for (Stage stage : Stage.values()) {
      List<PastRun> typical = ShippedTimes.of(stage, true);
      assertThat(typical.get(0).changedAnything()).isTrue();
      assertThat(typical.get(1).changedAnything()).isFalse();
    }
  }

  /** Names of tasks change; when too many have, src/bench/task-times is due. */
  @ParameterizedTest
  @EnumSource
  void shippedDurationsAreOfTasksOfToday(Stage stage) throws IOException {
    Path path = stage.playbook();
    Playbook playbook =
        PlaybookReader.readIfValid(new GeneratedFile(path, Files.readString(path))).orElseThrow();
    List<String> keys = TaskTimes.keys(playbook.taskNames(List.of("all", "plan", "purge")));
    Set<String> shipped = ShippedTimes.of(stage, true).get(0).tasks().keySet();
    assertThat(keys.stream().filter(shipped::contains).count()).isGreaterThan(keys.size() / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, a few seconds",
    "9, a few seconds",
    "10, about 10 s",
    "44, about 40 s",
    "54, about 50 s",
    "55, about 1 min",
    "89, about 1 min",
    "90, about 2 min",
    "3569, about 59 min",
    "3570, about 1 h",
    "4800, about 1 h 20 min",
    "36000, about 10 h",
  })
  void roundsAsPeopleDo(int seconds, String text) {
    assertThat(TimeLeft.about(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
