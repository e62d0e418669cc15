package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.reporting.TimeLeft.Source;

/**
 * Estimates the time left of a run. It follows the run's events, compares the run with earlier ones
 * and takes the durations of the remaining tasks from those that went alike, at this run's pace.
 *
 * <p>The estimated end moves only when a task starts, and only if the new one differs by more than
 * a tenth. One thread at a time.
 */
public final class Forecast extends EveryEvent {
  /** An end that differs by less is kept. */
  private static final Duration SMALLEST_MOVE = Duration.ofSeconds(5);

  private static final Duration SLACK = Duration.ofSeconds(30);

  /** A longer run is not estimated: each task is compared with all tasks before it. */
  private static final int MOST_TASKS = 500;

  private final List<String> plan;
  private final Supplier<EarlierRuns> loading;
  private Optional<EarlierRuns> earlier = Optional.empty();
  private final TaskTimes times = new TaskTimes();
  private int next;
  private int started;
  private Optional<State> state = Optional.empty();

  /**
   * The estimate since the last task started.
   *
   * @param usual of the running task
   * @param after duration of the tasks after it
   */
  private record State(Instant since, Duration usual, Duration after, Instant end, Source source) {}

  /**
   * @param tasks names of those that Ansible is going to announce, in their order
   * @param past earlier runs; asked once, when the first task starts, since it reads files
   */
  public Forecast(List<String> tasks, Supplier<EarlierRuns> past) {
    this.plan = TaskTimes.keys(tasks);
    this.loading = past;
  }

  /** For runs that are not estimated. */
  public static Forecast none() {
    return new Forecast(List.of(), () -> new EarlierRuns(List.of(), List.of(), Optional.empty()));
  }

  /** How many tasks are expected; may turn out a few wrong. */
  public int tasks() {
    return plan.size();
  }

  /** The usual duration of all tasks; absent when too little is known. */
  public Optional<Duration> whole() {
    return earlier().of(plan, new TaskTimes().past()).map(EarlierRuns.Sum::duration);
  }

  private EarlierRuns earlier() {
    if (earlier.isEmpty()) {
      earlier = Optional.of(loading.get());
    }
    return earlier.get();
  }

  @Override
  protected void any(RunEvent event) {
    boolean starts = event instanceof RunEvent.TaskStarted;
    started += starts ? 1 : 0;
    if (Math.max(started, plan.size()) > MOST_TASKS) {
      state = Optional.empty();
      return;
    }
    event.deliverTo(times);
    if (starts) {
      times.running().ifPresent(this::started);
    }
  }

  private void started(TaskTimes.Running task) {
    int found = plan.subList(next, plan.size()).indexOf(task.key());
    next += found + 1; // A task that is not in the plan, such as a handler, changes nothing.
    PastRun soFar = times.past();
    Optional<EarlierRuns.Sum> after = earlier().of(plan.subList(next, plan.size()), soFar);
    Optional<EarlierRuns.Sum> usual = earlier().of(List.of(task.key()), soFar);
    Duration own = usual.map(EarlierRuns.Sum::duration).orElse(Duration.ZERO);
    state = after.map(it -> moved(task.since(), own, it, usual.map(EarlierRuns.Sum::source)));
  }

  private State moved(
      Instant since, Duration usual, EarlierRuns.Sum after, Optional<Source> ofTask) {
    Duration whole = usual.plus(after.duration());
    Duration tenth = whole.dividedBy(10);
    Duration tolerance = tenth.compareTo(SMALLEST_MOVE) < 0 ? SMALLEST_MOVE : tenth;
    Instant fresh = since.plus(whole);
    Instant end =
        state
            .map(State::end)
            .filter(it -> Duration.between(it, fresh).abs().compareTo(tolerance) <= 0)
            .orElse(fresh);
    Source source =
        usual.compareTo(after.duration()) > 0 ? ofTask.orElse(after.source()) : after.source();
    return new State(since, usual, after.duration(), end, source);
  }

  /** The estimate at this time; absent when too little is known of such runs. */
  public Optional<TimeLeft> left(Instant now) {
    return state.map(it -> left(it, now));
  }

  private static TimeLeft left(State it, Instant now) {
    Duration running = Duration.between(it.since(), now);
    boolean overdue = running.compareTo(it.usual().multipliedBy(2).plus(SLACK)) > 0;
    Duration byEnd = Duration.between(now, it.end());
    Duration left = byEnd.compareTo(it.after()) < 0 ? it.after() : byEnd;
    return new TimeLeft(overdue ? it.after() : left, it.source(), overdue);
  }

  /** How long the running task usually takes in such runs; absent when that is not known. */
  public Optional<Duration> usual() {
    return state.map(State::usual).filter(it -> !it.isZero());
  }
}
