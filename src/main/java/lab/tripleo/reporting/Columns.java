package lab.tripleo.reporting;

/**
 * Texts for a terminal, measured in columns: Chinese, Japanese and Korean characters and most emoji
 * take two, combining characters none.
 *
 * @param unicode whether the terminal shows more than ASCII; if not, other characters become
 *     question marks
 */
public record Columns(boolean unicode) {
  /** First and last of the ranges that take two columns (East Asian Wide and Fullwidth). */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC},
    {0x2614, 0x2615}, {0x26A1, 0x26A1}, {0x2705, 0x2705}, {0x274C, 0x274C},
    {0x2E80, 0x303E}, {0x3041, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97C},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE10, 0xFE19}, {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x16FE0, 0x18CD5}, {0x1B000, 0x1B2FF},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F320}, {0x1F32D, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
    {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
  };

  /** The columns that a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (c >= range[0] && c <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The text on one line: control characters, which a terminal would interpret, become blanks. */
  public String clean(String text) {
    boolean isFit = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return isFit
        ? text
        : text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : unicode || c < 0x7F ? c : '?')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** The text, cut to at most this many columns; a cut text ends with an ellipsis. */
  public String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    String ellipsis = unicode ? "…" : "...";
    int room = columns - ellipsis.length();
    if (room < 1) {
      return "";
    }
    int end = 0;
    for (int taken = 0; end < text.length(); end = text.offsetByCodePoints(end, 1)) {
      taken += width(text.codePointAt(end));
      if (taken > room) {
        break;
      }
    }
    return text.substring(0, end) + ellipsis;
  }
}
