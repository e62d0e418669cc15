package lab.tripleo.diagnostic;

import java.util.List;
import java.util.function.Function;

/**
 * Diagnostics as text: {@code file:line:column: error: message [code]}, the source line, a caret
 * below the place, and the hint.
 */
public final class DiagnosticPrinter {
  /** A longer source line is cut around the place, so that the caret stays on the screen. */
  private static final int MAX_WIDTH = 120;

  private final Function<SourceLocation, String> sourceLine;

  /**
   * @param sourceLine gives the text of the line at a location, empty when it cannot be had
   */
  public DiagnosticPrinter(Function<SourceLocation, String> sourceLine) {
    this.sourceLine = sourceLine;
  }

  /** All diagnostics, each ended by a line feed. */
  public String print(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    diagnostics.forEach(it -> print(it, out));
    return out.toString();
  }

  private void print(Diagnostic it, StringBuilder out) {
    out.append(it.at()).append(": ").append(it.severity().word()).append(": ");
    out.append(visible(it.message())).append(" [").append(it.code()).append("]\n");
    if (it.at().line() > 0) {
      source(it.at(), out);
    }
    it.hint().ifPresent(hint -> out.append("    hint: ").append(visible(hint)).append('\n'));
  }

  private void source(SourceLocation at, StringBuilder out) {
    String line = sourceLine.apply(at);
    if (line.isBlank()) {
      return;
    }
    int caret = Math.max(0, Math.min(at.column() - 1, line.length()));
    int from = caret < MAX_WIDTH - 20 ? 0 : caret - MAX_WIDTH / 2;
    int to = Math.min(line.length(), from + MAX_WIDTH);
    out.append("    ").append(visible(line.substring(from, to))).append('\n');
    if (at.column() > 0) {
      out.append("    ").append(" ".repeat(caret - from)).append("^\n");
    }
  }

  /**
   * Characters that move the cursor, or hide or reorder text on the reader's terminal: show a dot
   * of equal width.
   */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(isInvisible(c) ? '·' : (char) c));
    return out.toString();
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
