package lab.tripleo.reporting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.reporting.Comparison.Change;
import lab.tripleo.reporting.Comparison.Difference;
import lab.tripleo.reporting.Report.Row;

/** A comparison as lines for people: the two runs, the differences by kind, and the rest. */
public record ComparisonText(Theme theme) {

  public List<String> lines(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add("before  " + run(comparison.before().header()));
    lines.add("after   " + run(comparison.after().header()));
    for (Change change : Change.values()) {
      List<Difference> found = comparison.of(change);
      if (!found.isEmpty()) {
        lines.add("");
        lines.add(theme.strong(heading(change) + ": " + found.size()));
        found.forEach(it -> lines.add(line(it)));
      }
    }
    lines.add("");
    lines.add(total(comparison));
    return lines;
  }

  private String run(Report.Header it) {
    String took = it.took().map(d -> ", " + Durations.text(d)).orElse("");
    String sections =
        it.target().isWhole() ? "" : ", only " + String.join(", ", it.target().tags());
    return it.id() + "  " + it.title() + "  " + it.status() + took + sections;
  }

  private static String heading(Change change) {
    return switch (change) {
      case NEW -> "New";
      case GONE -> "Gone";
      case CHANGED -> "Changed";
      case SLOWER ->
          String.format(
              Locale.ROOT,
              "Slower, by %d s or more and %.1f times or more",
              Comparison.SHORTEST_DELAY.toSeconds(),
              Comparison.SMALLEST_FACTOR);
    };
  }

  private String line(Difference it) {
    String name = "  " + shown(it.row().host()) + ": " + shown(it.row().task());
    return switch (it.change()) {
      case NEW, GONE -> name + "  " + result(it.row());
      case CHANGED -> name + "  " + result(it.before().orElseThrow()) + " -> " + after(it);
      case SLOWER -> name + "  " + times(it);
    };
  }

  private String after(Difference it) {
    Row before = it.before().orElseThrow();
    Row after = it.after().orElseThrow();
    String module = "  now by " + shown(after.module());
    return result(after) + (Comparison.isByOtherModule(before, after) ? theme.faint(module) : "");
  }

  private static String times(Difference it) {
    return time(it.before().orElseThrow()) + " -> " + time(it.after().orElseThrow());
  }

  private static String time(Row row) {
    return row.took().map(Durations::text).orElse("");
  }

  /** The result, and its time if the task took noticeable time. */
  private String result(Row row) {
    String label = row.label().isEmpty() ? "" : " (" + row.label() + ")";
    Optional<Duration> took = row.took().filter(it -> it.compareTo(Comparison.SHORTEST_DELAY) >= 0);
    return painted(row, row.word()) + label + took.map(it -> ", " + Durations.text(it)).orElse("");
  }

  private String painted(Row row, String text) {
    return switch (row.kind()) {
      case GOOD -> theme.good(text);
      case CHANGED, TOLERATED -> theme.changed(text);
      case SKIPPED -> theme.faint(text);
      case FAILED, UNFINISHED -> theme.bad(text);
    };
  }

  private String total(Comparison it) {
    List<String> counts = new ArrayList<>();
    for (Change change : Change.values()) {
      counts.add(change.word() + ": " + it.of(change).size());
    }
    return String.join("  ", counts) + "  " + theme.faint("same: " + it.same());
  }

  /** A terminal would interpret a control character. */
  private static String shown(String text) {
    return text.replaceAll("\\p{Cc}", "\uFFFD");
  }
}
