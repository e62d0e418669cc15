package lab.tripleo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The updates of the last lines, on a small model of a terminal. */
final class LiveLinesTest {
  private final LiveLines lines = new LiveLines();
  private final Screen screen = new Screen();

  /** Understands what LiveLines writes. It has no right edge and does not scroll. */
  private static final class Screen {
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    void write(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n') {
          row++;
          column = 0;
          if (row == rows.size()) {
            rows.add(new StringBuilder());
          }
        } else if (c == '\r') {
          column = 0;
        } else if (c == '\u001b') {
          int end = i + 2;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          control(text.charAt(end), text.substring(i + 2, end));
          i = end;
        } else {
          put(c);
        }
      }
    }

    private void put(char c) {
      StringBuilder line = rows.get(row);
      line.setLength(Math.max(line.length(), column));
      line.replace(column, Math.min(line.length(), column + 1), String.valueOf(c));
      column++;
    }

    private void control(char what, String number) {
      switch (what) {
        case 'A' -> row -= Integer.parseInt(number);
        case 'B' -> row += Integer.parseInt(number);
        case 'K' -> rows.get(row).setLength(number.equals("2") ? 0 : column);
        default -> throw new IllegalArgumentException(what + number);
      }
    }

    List<String> rows() {
      List<String> shown = new ArrayList<>(rows.stream().map(StringBuilder::toString).toList());
      while (!shown.isEmpty() && shown.get(shown.size() - 1).isEmpty()) {
        shown.remove(shown.size() - 1);
      }
      return shown;
    }
  }

  private String update(List<String> finished, List<String> wanted) {
    String text = lines.update(finished, wanted, 80);
    screen.write(text);
    return text;
  }

  @Test
  void finishedLinesStayAboveTheOthers() {
    update(List.of(), List.of("bar 1", "h: task"));
    update(List.of("done 1", "done 2"), List.of("bar 2", "h: another task"));
    assertThat(screen.rows()).containsExactly("done 1", "done 2", "bar 2", "h: another task");
    update(List.of(), List.of());
    assertThat(screen.rows()).containsExactly("done 1", "done 2");
  }

  @Test
  void onlyChangedLinesAreSent() {
    update(List.of(), List.of("a long line that stays", "1 s", "h2: task"));
    assertThat(update(List.of(), List.of("a long line that stays", "1 s", "h2: task"))).isEmpty();
    String update = update(List.of(), List.of("a long line that stays", "2 s", "h2: task"));
    assertThat(update).hasSizeLessThan(20);
    assertThat(screen.rows()).containsExactly("a long line that stays", "2 s", "h2: task");
    update(List.of(), List.of("short", "2 s", "h2"));
    assertThat(screen.rows()).containsExactly("short", "2 s", "h2");
  }

  /** Between two tasks no host is busy, for a moment. */
  @Test
  void blockShrinksOnlyWhenItStaysShorter() {
    update(List.of(), List.of("bar", "h: task"));
    update(List.of(), List.of("bar"));
    assertThat(update(List.of("done"), List.of("bar", "h: next"))).contains("h: next");
    assertThat(screen.rows()).containsExactly("done", "bar", "h: next");
    for (int i = 0; i < 10; i++) {
      update(List.of(), List.of("bar"));
    }
    assertThat(update(List.of(), List.of("bar"))).isEmpty();
    update(List.of("end"), List.of("bar"));
    assertThat(screen.rows()).containsExactly("done", "end", "bar");
  }

  /** A terminal that became narrower has wrapped the lines: more rows are erased. */
  @Test
  void narrowerTerminalIsErasedAsItWrapped() {
    lines.update(List.of(), List.of("\u001b[2m" + "x".repeat(70) + "\u001b[0m", "short"), 80);
    assertThat(lines.update(List.of(), List.of("y"), 40))
        .startsWith("\u001b[1A\r\u001b[2K".repeat(3) + "y\n");
  }

  @Test
  void widerTerminalIsErasedAsItWas() {
    lines.update(List.of(), List.of("x".repeat(70), "short"), 80);
    assertThat(lines.update(List.of(), List.of("y", "z"), 200))
        .isEqualTo("\u001b[1A\r\u001b[2K".repeat(2) + "y\nz\n");
  }
}
