package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last lines of the screen during a run: a bar, in a command of several stages a line for
 * these, and a line for each busy host. Pure: state and size to lines.
 *
 * @param stages of the command; absent when it has only one
 * @param startedAt when the run started
 */
public record LiveView(
    Forecast forecast,
    Optional<StageList> stages,
    Theme theme,
    Columns columns,
    Instant startedAt) {
  /** Its width depends on that of the screen only: it must not jump with the text beside it. */
  private static final int WIDEST_BAR = 40;

  private static final int NARROWEST_BAR = 4;
  private static final int PART_OF_THE_SCREEN = 6;

  /** In less room, the name of a play says nothing. */
  private static final int NARROWEST_PLAY = 12;

  private static final int NARROWEST_TASK = 30;

  /** How long a shorter task usually takes is not worth reading. */
  private static final Duration SHORTEST_USUAL = Duration.ofSeconds(3);

  /** The first line. The text after the bar is in normal type, the play in strong type. */
  private record FirstLine(int bar, String numbers, String left, String play) {}

  /**
   * The lines to show now.
   *
   * @param width of the screen in columns; no line is wider
   */
  public List<String> render(RunState state, int width, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(bar(state, width, now));
    stages.ifPresent(it -> lines.add(columns.cut(it.text(), width)));
    state.busy().forEach((host, busy) -> lines.add(theme.faint(line(host, busy, width, now))));
    return lines;
  }

  private String bar(RunState state, int width, Instant now) {
    int total = forecast.tasks();
    int done = Math.min(state.tasksStarted(), total);
    FirstLine line = layout(state, width, now, done + "/" + total);
    int filled = total == 0 ? 0 : line.bar() * done / total;
    String bar =
        line.bar() == 0 ? "" : "[" + "=".repeat(filled) + " ".repeat(line.bar() - filled) + "]";
    return theme.good(bar) + line.numbers() + theme.faint(line.left()) + theme.strong(line.play());
  }

  /** What has no room is left out: first the play, then where the estimate comes from, the bar. */
  private FirstLine layout(RunState state, int width, Instant now, String count) {
    String numbers = " " + count + "  " + Durations.rounded(Duration.between(startedAt, now));
    Optional<TimeLeft> left = forecast.left(now);
    String longest = left.map(it -> "  " + it.text()).orElse("");
    String shorter = left.map(it -> "  " + it.shortText()).orElse("");
    int bar = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width / PART_OF_THE_SCREEN));
    int room = width - bar - 2 - numbers.length();
    if (room < shorter.length()) {
      String text = columns.cut(numbers.strip(), width);
      return new FirstLine(0, text, columns.cut(shorter, width - text.length()), "");
    }
    String fit = room < longest.length() ? shorter : longest;
    String play = state.play().isEmpty() ? "" : "  " + columns.clean(state.play());
    int forPlay = room - fit.length();
    boolean hasPlay = forPlay >= Math.min(Columns.width(play), NARROWEST_PLAY);
    return new FirstLine(bar, numbers, fit, hasPlay ? columns.cut(play, forPlay) : "");
  }

  /** The task's name is cut before its times, and the detail before everything else. */
  private String line(String host, RunState.Busy busy, int width, Instant now) {
    String since = "  " + Durations.rounded(Duration.between(busy.since(), now));
    String usually =
        forecast
            .usual()
            .filter(it -> it.compareTo(SHORTEST_USUAL) >= 0)
            .map(it -> ", usually " + Durations.rounded(it))
            .orElse("");
    String times =
        width - since.length() - usually.length() < NARROWEST_TASK ? since : since + usually;
    String task = columns.clean("  " + host + ": " + busy.task());
    String line = columns.cut(task, Math.max(0, width - times.length())) + times;
    String detail = busy.detail().isEmpty() ? "" : "  " + columns.clean(busy.detail());
    return columns.cut(line, width) + columns.cut(detail, width - Columns.width(line));
  }
}
