package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of the screen during a run: a bar, and a line for each busy host. Pure: state and
 * size to lines.
 *
 * @param total tasks that are expected; may turn out a few wrong
 */
public record LiveView(int total, Theme theme, Instant startedAt) {

  /**
   * The lines to show now.
   *
   * @param width of the screen in columns; no line is longer
   */
  public List<String> render(RunState state, int width, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(bar(state, width, now));
    state.busy().forEach((host, busy) -> lines.add(theme.faint(cut(line(host, busy, now), width))));
    return lines;
  }

  private String bar(RunState state, int width, Instant now) {
    int done = Math.min(state.tasksStarted(), total);
    String numbers =
        " " + done + "/" + total + "  " + Durations.text(Duration.between(startedAt, now)) + " ";
    int room = Math.max(0, Math.min(40, width - numbers.length() - 2));
    int filled = total == 0 ? 0 : room * done / total;
    String play = cut(" " + state.play(), Math.max(0, width - numbers.length() - room - 2));
    String bar = "[" + "=".repeat(filled) + " ".repeat(room - filled) + "]";
    return theme.good(cut(bar, width))
        + cut(numbers, Math.max(0, width - bar.length()))
        + theme.strong(play);
  }

  private static String line(String host, RunState.Busy busy, Instant now) {
    String since = Durations.text(Duration.between(busy.since(), now));
    String detail = busy.detail().isEmpty() ? "" : " (" + busy.detail() + ")";
    // The detail may be long, and is what is cut.
    return "  " + host + ": " + busy.task() + "  " + since + detail;
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : width < 2 ? "" : text.substring(0, width - 1) + "…";
  }
}
