package lab.tripleo.reporting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.reporting.TimeLeft.Source;

/**
 * The earlier runs that a run is compared with. Runs are alike when the same tasks changed their
 * hosts: a run that changes nothing must not be expected to take as long as one that installs all.
 *
 * @param ownRuns of this lab, the newest first
 * @param shipped typical runs elsewhere; they count little beside own ones
 * @param changes whether the run is expected to change something, before it shows; absent when
 *     nothing is known
 */
public record EarlierRuns(List<PastRun> ownRuns, List<PastRun> shipped, Optional<Boolean> changes) {
  /** The expectation before the run counts like this many tasks. */
  private static final int PRIOR = 1;

  private static final double WEIGHT_OF_SHIPPED = 0.05;

  /** Runs that agree in fewer tasks are not comparable. */
  private static final double LEAST_AGREEMENT = 0.5;

  /** Of the tasks that nobody knows, at most this part may remain. */
  private static final double MOST_UNKNOWN = 1.0 / 3;

  /** Of a task that nobody knows. */
  private static final Duration TYPICAL = Duration.ofMillis(500);

  private static final double LOWEST_PACE = 1.0 / 3;
  private static final double HIGHEST_PACE = 3;
  private static final double PACE_PRIOR_SECONDS = 10;

  /** An expected duration, and where most of it comes from. */
  record Sum(Duration duration, Source source) {}

  /** A run with its weight for the present one. */
  private record Weighed(PastRun run, double weight, Source source) {}

  /** A duration of a task with its weight. */
  private record Known(Duration duration, double weight, Source source) {}

  public EarlierRuns {
    ownRuns = List.copyOf(ownRuns);
    shipped = List.copyOf(shipped);
  }

  /**
   * The expected duration of tasks.
   *
   * @param tasks their keys
   * @param soFar what the run has done until now
   * @return absent when no run is comparable, or too many of the tasks are not known
   */
  Optional<Sum> of(List<String> tasks, PastRun soFar) {
    List<Weighed> runs = weigh(soFar);
    List<Known> known =
        tasks.stream().map(it -> duration(it, runs)).flatMap(Optional::stream).toList();
    int unknown = tasks.size() - known.size();
    if (runs.isEmpty() || unknown > tasks.size() * MOST_UNKNOWN) {
      return Optional.empty();
    }
    Duration sum = sum(known).plus(TYPICAL.multipliedBy(unknown));
    List<Known> own = known.stream().filter(it -> it.source() == Source.EARLIER_RUNS).toList();
    boolean mostlyOwn = !own.isEmpty() && sum(own).multipliedBy(2).compareTo(sum) >= 0;
    double pace = pace(soFar, runs);
    return Optional.of(
        new Sum(
            Duration.ofMillis(Math.round(sum.toMillis() * pace)),
            mostlyOwn ? Source.EARLIER_RUNS : Source.ELSEWHERE));
  }

  private static Duration sum(List<Known> known) {
    return known.stream().map(Known::duration).reduce(Duration.ZERO, Duration::plus);
  }

  private List<Weighed> weigh(PastRun soFar) {
    Set<String> telling = telling(soFar);
    List<Weighed> all = new ArrayList<>();
    ownRuns.forEach(it -> weigh(it, soFar, telling, 1, Source.EARLIER_RUNS).ifPresent(all::add));
    shipped.forEach(
        it -> weigh(it, soFar, telling, WEIGHT_OF_SHIPPED, Source.ELSEWHERE).ifPresent(all::add));
    return all;
  }

  /** The tasks done so far that changed a host in some run. */
  private Set<String> telling(PastRun soFar) {
    Set<String> telling = new HashSet<>();
    for (String task : soFar.tasks().keySet()) {
      boolean changedInSome =
          soFar.changed(task)
              || ownRuns.stream().anyMatch(it -> it.changed(task))
              || shipped.stream().anyMatch(it -> it.changed(task));
      if (changedInSome) {
        telling.add(task);
      }
    }
    return telling;
  }

  private Optional<Weighed> weigh(
      PastRun run, PastRun soFar, Set<String> telling, double weight, Source source) {
    boolean unexpected = changes.filter(it -> it != run.changedAnything()).isPresent();
    int prior = changes.isPresent() ? PRIOR : 0;
    // A run that ended early does not tell about the tasks that it never reached.
    List<String> reached =
        telling.stream().filter(it -> run.complete() || run.tasks().containsKey(it)).toList();
    long others =
        reached.stream().filter(it -> run.changed(it) != soFar.changed(it)).count()
            + (unexpected ? prior : 0);
    int all = reached.size() + prior;
    double agreement = all == 0 ? 1 : 1 - (double) others / all;
    return agreement < LEAST_AGREEMENT
        ? Optional.empty()
        : Optional.of(new Weighed(run, weight * Math.pow(agreement, 4), source));
  }

  /** The weighted median of what the runs know of a task. */
  private Optional<Known> duration(String task, List<Weighed> runs) {
    List<Known> sorted =
        runs.stream()
            .filter(it -> isKnown(task, it.source()))
            .flatMap(
                it ->
                    it.run().duration(task).stream()
                        .map(took -> new Known(took, it.weight(), it.source())))
            .sorted(Comparator.comparing(Known::duration))
            .toList();
    double half = sorted.stream().mapToDouble(Known::weight).sum() / 2;
    double passed = 0;
    for (Known each : sorted) {
      passed += each.weight();
      if (passed >= half) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the task started in any such run: only then does its absence in others say something.
   */
  private boolean isKnown(String task, Source source) {
    return (source == Source.ELSEWHERE ? shipped : ownRuns)
        .stream().anyMatch(it -> it.tasks().containsKey(task));
  }

  /** How much longer than usual the tasks took so far; a single task counts at most fourfold. */
  private double pace(PastRun soFar, List<Weighed> runs) {
    double usual = PACE_PRIOR_SECONDS;
    double actual = PACE_PRIOR_SECONDS;
    for (var done : soFar.tasks().entrySet()) {
      Optional<Known> known = duration(done.getKey(), runs);
      if (known.isPresent()) {
        double expected = known.get().duration().toMillis() / 1000.0;
        double took = done.getValue().duration().toMillis() / 1000.0;
        usual += expected;
        actual += Math.max(expected / 4, Math.min(expected * 4, took));
      }
    }
    return Math.max(LOWEST_PACE, Math.min(HIGHEST_PACE, actual / usual));
  }
}
