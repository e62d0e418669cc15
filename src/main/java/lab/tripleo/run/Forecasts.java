package lab.tripleo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.EarlierRuns;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.reporting.PastRun;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.reporting.ShippedTimes;
import lab.tripleo.reporting.TaskTimes;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/**
 * Makes the forecast of a run from the records of earlier ones.
 *
 * @param history the runs before it
 * @param simulated whether the lab's release is simulated
 */
record Forecasts(RunHistory history, Runs runs, Clock clock, boolean simulated) {
  /** Older runs say little about the next one, and cost time to read. */
  private static final int MOST_COMPARED = 5;

  /** Bytes of events. A file is read in well under a second. */
  private static final long LARGEST_COMPARED = 32L << 20;

  /**
   * The forecast of a run.
   *
   * @param tags of the tasks that it runs; empty for all
   */
  Forecast of(RunTarget target, Playbook playbook, List<String> tags) {
    return new Forecast(
        playbook.taskNames(tags),
        () ->
            new EarlierRuns(
                pastRuns(target),
                ShippedTimes.of(target.stage(), simulated),
                changes(target.stage())));
  }

  /**
   * How long a stage usually takes, from run.json alone.
   *
   * @param changes whether it is expected to change something
   * @return absent when nothing is known of such runs
   */
  Optional<Duration> usual(Stage stage, Playbook playbook, boolean changes) {
    List<Duration> took =
        history
            .wholeRuns(stage)
            .filter(it -> RunSummary.changed(it.hosts()) > 0 == changes)
            .flatMap(it -> it.took().stream())
            .limit(MOST_COMPARED)
            .sorted()
            .toList();
    return took.isEmpty()
        ? shipped(stage, playbook, changes)
        : Optional.of(took.get(took.size() / 2));
  }

  private Optional<Duration> shipped(Stage stage, Playbook playbook, boolean changes) {
    List<PastRun> elsewhere = ShippedTimes.of(stage, simulated);
    return new Forecast(
            playbook.taskNames(List.of()),
            () -> new EarlierRuns(List.of(), elsewhere, Optional.of(changes)))
        .whole();
  }

  /** Whether a run of the stage is going to change something: not where it is done already. */
  Optional<Boolean> changes(Stage stage) {
    if (stage == Stage.CLEAN) {
      return Optional.empty();
    }
    Optional<RunRecord> last = history.lastThatChanges(stage);
    if (last.isEmpty() || history.partlyCleanedSince(last.get())) {
      return Optional.of(true);
    }
    return last.get().status() == RunStatus.SUCCEEDED ? Optional.of(false) : Optional.empty();
  }

  private List<PastRun> pastRuns(RunTarget target) {
    List<PastRun> past = new ArrayList<>();
    history.records().stream()
        .filter(it -> it.target().stage() == target.stage())
        .filter(it -> it.target().kind() == target.kind() && target.kind() != RunKind.CHECK)
        .limit(MOST_COMPARED)
        .forEach(it -> pastRun(it).ifPresent(past::add));
    return past;
  }

  /** Absent when its events cannot be read: a forecast is worth no error. */
  private Optional<PastRun> pastRun(RunRecord record) {
    try {
      Optional<Path> events = runs.folder(record.id()).events();
      if (events.isEmpty() || Files.size(events.get()) > LARGEST_COMPARED) {
        return Optional.empty();
      }
      TaskTimes times = new TaskTimes();
      RunHistory.replay(runs.folder(record.id()), clock, times);
      PastRun run = times.past();
      // The sections that it left out would count as tasks that take no time.
      boolean complete = run.complete() && RunHistory.isWhole(record);
      return Optional.of(new PastRun(run.tasks(), complete));
    } catch (IOException | UncheckedIOException unreadable) {
      return Optional.empty();
    }
  }
}
