package lab.tripleo.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Wraps a line between words. The rest is aligned with its text, in a list with that of its item.
 */
final class LineWrap {
  /** In less room, wrapping does more harm than good. */
  private static final int NARROWEST = 20;

  /** Blanks, and the mark of a list's item. */
  private static final Pattern INDENT = Pattern.compile(" *(?:(?:[0-9]{1,3}[.)]|[-*]) +)?");

  private LineWrap() {}

  /**
   * The line in lines of at most this width; a longer word is kept whole.
   *
   * @param width in columns
   */
  static Stream<String> wrap(String line, int width) {
    Matcher mark = INDENT.matcher(line);
    int indent = mark.lookingAt() ? mark.end() : 0;
    if (line.length() <= width || width - indent < NARROWEST) {
      return Stream.of(line);
    }
    List<String> lines = new ArrayList<>();
    String rest = line;
    int end = end(rest, indent, width);
    while (end < rest.length()) {
      lines.add(rest.substring(0, end).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(end).strip();
      end = end(rest, indent, width);
    }
    lines.add(rest);
    return lines.stream();
  }

  /** Where the first line of a text ends: at the last blank that fits, else at the first one. */
  private static int end(String text, int indent, int width) {
    if (text.length() <= width) {
      return text.length();
    }
    int last = text.lastIndexOf(' ', width);
    int first = text.indexOf(' ', indent);
    int end = last > indent ? last : first;
    return end < 0 ? text.length() : end;
  }
}
