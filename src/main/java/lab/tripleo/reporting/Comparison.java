package lab.tripleo.reporting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * What is different in the later of two runs of a stage. A task is the same in both if its play,
 * its name and its host are; of several such tasks, the first is compared with the first, and so
 * on. Its line in the playbook does not matter.
 *
 * @param after the report of the later run
 * @param differences in the order of the later run; those that it lacks come last
 * @param same number of tasks without a difference
 */
public record Comparison(Report before, Report after, List<Difference> differences, int same) {
  /** A shorter delay is noise: a task needs at least 0.2 s for a new process on its host. */
  static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

  /** A task that takes less than this many times as long as before is not slower. */
  static final double SMALLEST_FACTOR = 1.5;

  /** Why a task is listed. */
  public enum Change {
    NEW,
    GONE,
    /** Another result, another answer of a check, or another module. */
    CHANGED,
    /** The same result, at least 1 s later and after at least 1.5 times as long. */
    SLOWER;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A task on a host; one of the rows is absent if the task is new or gone. */
  public record Difference(Change change, Optional<Row> before, Optional<Row> after) {
    /** The row to name it by. */
    Row row() {
      return after.or(() -> before).orElseThrow();
    }
  }

  /** What makes a task of two runs the same. */
  private record Identity(String play, String task, String host, int occurrence) {}

  public Comparison {
    differences = List.copyOf(differences);
  }

  /** Compares two reports, whatever their stages. */
  public static Comparison of(Report before, Report after) {
    Map<Identity, Row> earlier = byIdentity(before.rows());
    List<Difference> differences = new ArrayList<>();
    int same = 0;
    for (Map.Entry<Identity, Row> it : byIdentity(after.rows()).entrySet()) {
      Optional<Row> was = Optional.ofNullable(earlier.remove(it.getKey()));
      Row row = it.getValue();
      Optional<Change> change = was.isEmpty() ? Optional.of(Change.NEW) : change(was.get(), row);
      change.ifPresent(kind -> differences.add(new Difference(kind, was, Optional.of(row))));
      same += change.isEmpty() ? 1 : 0;
    }
    for (Row row : earlier.values()) {
      differences.add(new Difference(Change.GONE, Optional.of(row), Optional.empty()));
    }
    return new Comparison(before, after, differences, same);
  }

  private static Map<Identity, Row> byIdentity(List<Row> rows) {
    Map<Identity, Row> tasks = new LinkedHashMap<>();
    Map<Identity, Integer> occurrences = new HashMap<>();
    for (Row it : rows) {
      int occurrence =
          occurrences.merge(new Identity(it.play(), it.task(), it.host(), 0), 1, Integer::sum);
      tasks.put(new Identity(it.play(), it.task(), it.host(), occurrence), it);
    }
    return tasks;
  }

  private static Optional<Change> change(Row before, Row after) {
    boolean other =
        before.kind() != after.kind()
            || !before.word().equals(after.word())
            || !before.label().equals(after.label())
            || isByOtherModule(before, after);
    if (other) {
      return Optional.of(Change.CHANGED);
    }
    return isSlower(before, after) ? Optional.of(Change.SLOWER) : Optional.empty();
  }

  /** The module of a task that did not finish is not known. */
  static boolean isByOtherModule(Row before, Row after) {
    return !before.module().equals(after.module())
        && before.kind() != Kind.UNFINISHED
        && after.kind() != Kind.UNFINISHED;
  }

  /** Tasks that did not run have no time worth comparing. */
  private static boolean isSlower(Row before, Row after) {
    if (after.kind() == Kind.SKIPPED || before.took().isEmpty() || after.took().isEmpty()) {
      return false;
    }
    long then = before.took().get().toMillis();
    long now = after.took().get().toMillis();
    return now - then >= SHORTEST_DELAY.toMillis() && now >= SMALLEST_FACTOR * then;
  }

  /** The differences of one kind. */
  List<Difference> of(Change change) {
    return differences.stream().filter(it -> it.change() == change).toList();
  }
}
