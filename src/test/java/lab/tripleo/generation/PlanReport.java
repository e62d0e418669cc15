package lab.tripleo.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What was compared of a rendered plan. */
final class PlanReport {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /** One comparison: its subject for people, and both values. */
  record Row(String subject, Object expected, Object found) {
    private boolean agrees() {
      return Objects.equals(expected, found);
    }

    private String text() {
      return agrees()
          ? "agrees   %s: %s".formatted(subject, found)
          : "DIFFERS  %s: expected %s, found %s".formatted(subject, expected, found);
    }
  }

  void compare(String subject, Object expected, Object found) {
    rows.add(new Row(subject, expected, found));
  }

  void leaveOut(String subject, String reason) {
    leftOut.add(subject + ": " + reason);
  }

  List<Row> differences() {
    return rows.stream().filter(it -> !it.agrees()).toList();
  }

  int size() {
    return rows.size();
  }

  /** What was not compared, with the reason. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** The report, a line for each comparison. */
  List<String> lines() {
    return Stream.concat(
            rows.stream().map(Row::text), leftOut.stream().map("left out %s"::formatted))
        .toList();
  }
}
