package lab.tripleo.configuration.source;

import java.nio.file.Path;
import java.util.Arrays;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * The text of a file, with line feeds as the only line ends, and the location of each character.
 */
public final class SourceFile {
  private final Path path;
  private final String text;
  private final int[] lineStarts;
  private int[] characters = {};

  /**
   * @param path relative to the lab folder
   */
  public SourceFile(Path path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
    int line = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[++line] = i + 1;
    }
    return starts;
  }

  /** The offsets of all code points and of the end; counted once, because lines may be long. */
  private static int[] characters(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int offset = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset;
      offset += offset < text.length() ? Character.charCount(text.codePointAt(offset)) : 0;
    }
    return offsets;
  }

  public Path path() {
    return path;
  }

  public String text() {
    return text;
  }

  public SourceLocation whole() {
    return SourceLocation.of(path);
  }

  /** The location of a character; offsets start at 0. */
  public SourceLocation at(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new SourceLocation(path, line + 1, offset - lineStarts[line] + 1);
  }

  /**
   * Converts the position that a parser reports.
   *
   * @param line counted from 0
   * @param codePoints into the line
   */
  public int offset(int line, int codePoints) {
    if (line >= lineStarts.length) {
      return text.length();
    }
    int start = lineStarts[Math.max(0, line)];
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    if (characters.length == 0) {
      characters = characters(text);
    }
    int first = Arrays.binarySearch(characters, start);
    int wanted = (int) Math.min(characters.length - 1L, (long) first + Math.max(0, codePoints));
    return Math.min(end, characters[wanted]);
  }

  /**
   * The text of a line, without its line end; empty after the last line.
   *
   * @param line counted from 1
   */
  public String line(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(lineStarts[line - 1], end);
  }
}
