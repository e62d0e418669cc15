package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of lines with tabs between their cells; empty lines and those with '#' are for people. */
final class Tsv {
  private Tsv() {}

  /** The lines of a file, none where there is no such file. */
  static List<List<String>> read(Path file, int cells) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .filter(it -> !it.isBlank() && !it.startsWith("#"))
        .map(it -> cells(it, cells, file))
        .toList();
  }

  private static List<String> cells(String line, int cells, Path file) {
    List<String> all = List.of(line.split("\t", -1));
    if (all.size() != cells) {
      throw new IllegalArgumentException(
          "%s: not %d cells with tabs between: %s".formatted(file, cells, line));
    }
    return all;
  }

  static String line(List<String> cells) {
    if (cells.stream().anyMatch(it -> it.contains("\t") || it.contains("\n"))) {
      throw new IllegalArgumentException("not for a line: " + cells);
    }
    return String.join("\t", cells);
  }
}
