package lab.tripleo.terminal;

import java.util.ArrayList;
import java.util.List;
import lab.tripleo.reporting.Columns;

/**
 * The text that brings the last lines of a terminal up to date, with few bytes: lines that did not
 * change are not sent again. Pure, except that it remembers what it has drawn.
 */
final class LiveLines {
  /** Line by line, since some terminals keep a cleared screen in their history. */
  private static final String CLEAR_LINE_ABOVE = "\u001b[1A\r\u001b[2K";

  private static final String CLEAR_REST = "\u001b[K";

  /** Fewer lines than before may be a moment between two tasks: the block must not jump. */
  private static final int UPDATES_UNTIL_SHRINK = 5;

  private List<String> drawn = List.of();
  private int drawnWidth;
  private int shorterUpdates;

  /**
   * The update of the terminal.
   *
   * @param finished lines that stay, above the others
   * @param wanted the last lines; none is wider than the terminal
   * @param width of the terminal in columns
   * @return empty when there is nothing to do
   */
  String update(List<String> finished, List<String> wanted, int width) {
    List<String> lines = withoutJump(wanted);
    StringBuilder text = new StringBuilder();
    if (finished.isEmpty() && lines.size() == drawn.size() && width == drawnWidth) {
      replaceChanged(lines, text);
    } else {
      text.append(CLEAR_LINE_ABOVE.repeat(rows(width)));
      finished.forEach(it -> text.append(it).append('\n'));
      lines.forEach(it -> text.append(it).append('\n'));
    }
    drawn = lines;
    drawnWidth = width;
    return text.toString();
  }

  private List<String> withoutJump(List<String> wanted) {
    shorterUpdates = wanted.size() < drawn.size() ? shorterUpdates + 1 : 0;
    if (wanted.isEmpty() || shorterUpdates == 0 || shorterUpdates > UPDATES_UNTIL_SHRINK) {
      return List.copyOf(wanted);
    }
    List<String> padded = new ArrayList<>(wanted);
    while (padded.size() < drawn.size()) {
      padded.add("");
    }
    return List.copyOf(padded);
  }

  private void replaceChanged(List<String> lines, StringBuilder text) {
    int at = drawn.size();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(drawn.get(i))) {
        text.append(move(at, i)).append('\r').append(lines.get(i)).append(CLEAR_REST).append('\r');
        at = i;
      }
    }
    text.append(move(at, drawn.size()));
  }

  private static String move(int from, int to) {
    return from == to ? "" : "\u001b[" + Math.abs(from - to) + (to < from ? "A" : "B");
  }

  /** How many rows the drawn lines take: a terminal that became narrower has wrapped them. */
  private int rows(int width) {
    return drawn.stream()
        .mapToInt(it -> Math.max(1, (Columns.width(plain(it)) + width - 1) / width))
        .sum();
  }

  private static String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
