package lab.tripleo.reporting;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long the tasks of an earlier run took.
 *
 * @param tasks by the key of {@link TaskTimes#key}
 * @param complete whether the run came to its end, so that a task without a duration never started
 */
public record PastRun(Map<String, Took> tasks, boolean complete) {
  /**
   * A task that has ended.
   *
   * @param duration until the next task started
   * @param changed whether it changed a host
   */
  public record Took(Duration duration, boolean changed) {}

  public PastRun {
    tasks = Map.copyOf(tasks);
  }

  boolean changed(String task) {
    Took took = tasks.get(task);
    return took != null && took.changed();
  }

  boolean changedAnything() {
    return tasks.values().stream().anyMatch(Took::changed);
  }

  /** Zero for a task that never started; absent when the run does not tell. */
  Optional<Duration> duration(String task) {
    Took took = tasks.get(task);
    return took == null && complete
        ? Optional.of(Duration.ZERO)
        : Optional.ofNullable(took).map(Took::duration);
  }
}
