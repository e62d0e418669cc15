package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;

/** Measures the tasks of a run from its events. A task lasts until the next one starts. */
public final class TaskTimes extends EveryEvent {
  private final Map<String, PastRun.Took> ended = new LinkedHashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private Optional<Running> running = Optional.empty();
  private boolean complete;
  private boolean reported;
  private boolean changed;
  private boolean failed;

  /** The task that started last. */
  record Running(String key, Instant since) {}

  /**
   * What identifies a task in several runs, also in other labs: its name without words that have a
   * digit or a slash, such as an address or a path.
   */
  private static String key(String name) {
    return name.replaceAll("\\S*[0-9/]\\S*", "").strip();
  }

  /** The key of a task whose name may occur again: {@code occurrence} counts from 1. */
  private static String key(String name, int occurrence) {
    return occurrence == 1 ? key(name) : key(name) + " #" + occurrence;
  }

  /** The keys of tasks that follow each other. */
  static List<String> keys(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> keys = new ArrayList<>();
    names.forEach(it -> keys.add(key(it, seen.merge(key(it), 1, Integer::sum))));
    return List.copyOf(keys);
  }

  @Override
  protected void any(RunEvent event) {
    if (event instanceof RunEvent.TaskStarted it) {
      end(it.at());
      String key = key(it.name(), occurrences.merge(key(it.name()), 1, Integer::sum));
      running = Optional.of(new Running(key, it.at()));
    } else if (event instanceof RunEvent.HostFinished it) {
      reported = true;
      changed |= it.outcome() == Outcome.CHANGED;
      failed |= it.outcome().isBad();
    } else if (event instanceof RunEvent.RunFinished it) {
      complete = it.hosts().values().stream().noneMatch(host -> host.isBad());
      end(it.at());
    }
  }

  /** A task that failed, or that no host reported, says nothing about others. */
  private void end(Instant at) {
    if (reported && !failed) {
      running.ifPresent(
          it -> ended.put(it.key(), new PastRun.Took(positive(it.since(), at), changed)));
    }
    running = Optional.empty();
    reported = false;
    changed = false;
    failed = false;
  }

  /** The clock may have been set back. */
  private static Duration positive(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  Optional<Running> running() {
    return running;
  }

  /** What is measured so far. */
  public PastRun past() {
    return new PastRun(ended, complete);
  }
}
