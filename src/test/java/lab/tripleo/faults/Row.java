package lab.tripleo.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of the table, identified by its test and the fault. */
record Row(Area area, String when, String then, String test, String result) {
  /** The folder of the results; the table is written from it. */
  static final Path FOLDER = Path.of("target/faults");

  static final String PASSED = "passed";

  private static final int CELLS = 5;

  Row {
    for (String text : List.of(when, then, test, result)) {
      if (text.isBlank() || text.contains("|") || text.contains("\n") || text.contains("\t")) {
        throw new IllegalArgumentException("not for a table: \"" + text + "\"");
      }
    }
  }

  boolean passed() {
    return result.startsWith(PASSED);
  }

  /** The line in the file of a result. */
  String line() {
    return String.join("\t", area.name(), when, then, test, result);
  }

  static Row ofLine(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != CELLS) {
      throw new IllegalArgumentException("not a line of the table: " + line);
    }
    return new Row(Area.valueOf(cells[0]), cells[1], cells[2], cells[3], cells[4]);
  }

  String markdown() {
    return Stream.of(when, then, "`" + test + "`", result)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  static Row ofMarkdown(Area area, String line) {
    String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
    return new Row(area, cells[0], cells[1], cells[2].replace("`", ""), cells[3]);
  }
}
