package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * When each host was busy with which task. Its size depends on the number of hosts, not of results:
 * tasks too short to be seen share a bar.
 *
 * @param startedAt of the first task
 * @param length until the end of the last task
 * @param lanes one for each of the first 30 hosts
 * @param otherHosts number of hosts without a lane
 */
record Timeline(Instant startedAt, Duration length, List<Lane> lanes, int otherHosts) {
  /** The length of a lane. */
  static final int UNITS = 1000;

  private static final int MOST_LANES = 30;
  private static final int NOBODY = -1;

  /** The most important last: it covers the others at the same time. */
  private static final List<Kind> IMPORTANCE =
      List.of(Kind.SKIPPED, Kind.GOOD, Kind.CHANGED, Kind.TOLERATED, Kind.UNFINISHED, Kind.FAILED);

  private static final Comparator<Row> BY_IMPORTANCE =
      Comparator.comparing((Row it) -> IMPORTANCE.indexOf(it.kind()))
          .thenComparing(it -> it.took().orElse(Duration.ZERO));

  /**
   * A host.
   *
   * @param rows that have a time
   */
  record Lane(String host, List<Row> rows, List<Bar> bars) {
    long count(Kind kind) {
      return rows.stream().filter(it -> it.kind() == kind).count();
    }

    /** The time of its tasks, which may overlap. */
    Duration busy() {
      return rows.stream().flatMap(it -> it.took().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /** The task that took longest. */
    Row longest() {
      return rows.stream()
          .max(Comparator.comparing(it -> it.took().orElse(Duration.ZERO)))
          .orElseThrow();
    }
  }

  /**
   * A part of a lane.
   *
   * @param row the most important task of that time; of several, the longest
   * @param to after its last unit
   */
  record Bar(Row row, int from, int to) {}

  Timeline {
    lanes = List.copyOf(lanes);
  }

  /** Absent if no result has a time. */
  static Optional<Timeline> of(Report report) {
    Map<String, List<Row>> hosts = new LinkedHashMap<>();
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Row row : report.rows()) {
      if (row.startedAt().isPresent()) {
        hosts.computeIfAbsent(row.host(), it -> new ArrayList<>()).add(row);
        first = earlier(first, row.startedAt().get());
        last = later(last, end(row, report.header()));
      }
    }
    if (hosts.isEmpty() || !first.isBefore(last)) {
      return Optional.empty();
    }
    Timeline empty = new Timeline(first, Duration.between(first, last), List.of(), 0);
    List<Lane> lanes =
        hosts.entrySet().stream()
            .limit(MOST_LANES)
            .map(it -> empty.lane(it.getKey(), it.getValue(), report.header()))
            .toList();
    return Optional.of(
        new Timeline(first, empty.length, lanes, Math.max(0, hosts.size() - MOST_LANES)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A task that did not finish lasted until the end of the run. */
  private static Instant end(Row row, Report.Header header) {
    Instant start = row.startedAt().orElseThrow();
    return row.kind() == Kind.UNFINISHED
        ? later(start, header.finishedAt().orElse(start))
        : start.plus(row.took().orElse(Duration.ZERO));
  }

  private Lane lane(String host, List<Row> rows, Report.Header header) {
    int[] units = new int[UNITS];
    Arrays.fill(units, NOBODY);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int from = Math.min(UNITS - 1, unit(row.startedAt().orElseThrow()));
      int to = Math.min(UNITS, Math.max(from + 1, unit(end(row, header))));
      for (int unit = from; unit < to; unit++) {
        if (units[unit] == NOBODY || BY_IMPORTANCE.compare(row, rows.get(units[unit])) > 0) {
          units[unit] = i;
        }
      }
    }
    return new Lane(host, List.copyOf(rows), bars(units, rows));
  }

  private int unit(Instant at) {
    return (int)
        (Duration.between(startedAt, at).toMillis() * UNITS / Math.max(1, length.toMillis()));
  }

  private static List<Bar> bars(int[] units, List<Row> rows) {
    List<Bar> bars = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= UNITS; i++) {
      if (i == UNITS || units[i] != units[from]) {
        if (units[from] != NOBODY) {
          bars.add(new Bar(rows.get(units[from]), from, i));
        }
        from = i;
      }
    }
    return List.copyOf(bars);
  }
}
