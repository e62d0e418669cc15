package lab.tripleo.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes {@code docs/reliability.md} from the results that the tests keep in {@code target/faults}.
 * Keeps the lines of tests that did not run this time, and removes those of tests that no longer
 * exist. With {@code --check} it writes nothing, and ends with 1 if the file differs.
 */
public final class FaultTable {
  private static final Path DOCUMENT = Path.of("docs/reliability.md");
  private static final Path SOURCES = Path.of("src");
  private static final String HEAD =
      """
      # Reliability

      This page lists what can go wrong with a lab, and what happens then. **The tests write it**:
      for each line, a test causes the fault, and the last column shows the result.

      `./check` runs these tests, and fails if the page differs from their results. Lines with a
      script of `src/faults` take longer, so `./check` skips them. `src/faults/table` rewrites the
      page.

      %d cases, %d failed.
      """;

  private FaultTable() {}

  /**
   * The program.
   *
   * @param arguments nothing, or {@code --check}
   */
  public static void main(String[] arguments) throws IOException {
    boolean check = Arrays.asList(arguments).contains("--check");
    String before = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
    Map<String, Row> rows = new LinkedHashMap<>();
    read(before).stream().filter(FaultTable::exists).forEach(it -> rows.put(key(it), it));
    List<Row> found = found();
    found.forEach(it -> rows.put(key(it), it));
    String now = document(List.copyOf(rows.values()));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf(
        "%d faults were tried, %d of them failed; the table has %d%n",
        found.size(), found.stream().filter(it -> !it.passed()).count(), rows.size());
    if (!check) {
      Files.writeString(DOCUMENT, now);
    } else if (!now.equals(before)) {
      out.println(
          DOCUMENT + " does not say what the tests have found. src/faults/table writes it.");
      System.exit(1);
    }
  }

  private static String key(Row row) {
    return row.test() + " " + row.when();
  }

  private static List<Row> found() throws IOException {
    if (!Files.isDirectory(Row.FOLDER)) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(Row.FOLDER)) {
      for (Path file : files.sorted().toList()) {
        rows.add(Row.ofLine(Files.readString(file).strip()));
      }
    }
    return rows;
  }

  static List<Row> read(String document) {
    Map<String, Area> areas = new TreeMap<>();
    Arrays.stream(Area.values()).forEach(it -> areas.put("## " + it.title(), it));
    List<Row> rows = new ArrayList<>();
    Area area = null;
    for (String line : document.lines().toList()) {
      area = areas.getOrDefault(line, area);
      if (line.startsWith("| ") && line.contains("`")) {
        rows.add(Row.ofMarkdown(area, line));
      }
    }
    return rows;
  }

  /** Whether the script, or the test with this text, still exists. */
  private static boolean exists(Row row) {
    String name = row.test().split("[. ]", 2)[0];
    try (Stream<Path> all = Files.walk(SOURCES)) {
      Optional<Path> file =
          all.filter(it -> it.endsWith(name + ".java") || it.endsWith("faults/" + name)).findAny();
      return file.isPresent() && (!isJava(file.get()) || says(Files.readString(file.get()), row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  /** A parameterized test appends its first argument to the text of its annotation. */
  private static boolean says(String source, Row row) {
    String first = row.when().split(": ", 2)[0];
    return Stream.of(row.when(), first + ": {0}").anyMatch(it -> source.contains("\"" + it + "\""))
        && source.contains(" " + row.test().split("[.]", 2)[1] + "(");
  }

  static String document(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(HEAD.formatted(rows.size(), rows.stream().filter(it -> !it.passed()).count()));
    Comparator<Row> order = Comparator.comparing(Row::test).thenComparing(Row::when);
    for (Area area : Area.values()) {
      List<Row> some = rows.stream().filter(it -> it.area() == area).sorted(order).toList();
      if (!some.isEmpty()) {
        text.append("\n## ").append(area.title()).append("\n\n");
        text.append("| What goes wrong | What happens | Test | Result |\n|---|---|---|---|\n");
        some.forEach(it -> text.append(it.markdown()).append('\n'));
      }
    }
    return text.toString();
  }
}
