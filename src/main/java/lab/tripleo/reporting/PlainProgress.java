package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunEvent.DiffShown;
import lab.tripleo.event.RunEvent.HostFinished;
import lab.tripleo.event.RunEvent.HostStarted;
import lab.tripleo.event.RunEvent.ItemFinished;
import lab.tripleo.event.RunEvent.NoHostsMatched;
import lab.tripleo.event.RunEvent.PlainLine;
import lab.tripleo.event.RunEvent.PlayStarted;
import lab.tripleo.event.RunEvent.Retried;
import lab.tripleo.event.RunEvent.RunFinished;
import lab.tripleo.event.RunEvent.RunStarted;
import lab.tripleo.event.RunEvent.TaskPlanned;
import lab.tripleo.event.RunEvent.TaskSkipped;
import lab.tripleo.event.RunEvent.TaskStarted;
import lab.tripleo.event.RunListener;

/**
 * One line for each result, for pipes, logs and dumb terminals. Messages of failures that end the
 * run follow at its end; those of tolerated ones are shown here.
 */
public final class PlainProgress implements RunView {
  /** The duration of a longer task is shown. */
  private static final Duration SHORTEST_SHOWN = Duration.ofSeconds(2);

  private final Forecast forecast;
  private final Theme theme;
  private final Consumer<String> lines;

  /** Like {@code lines}, and another reason for no heartbeat. */
  private final Consumer<String> out;

  private final Heartbeat heartbeat = new Heartbeat();
  private Optional<String> play = Optional.empty();

  /** What the last attempt of a task on a host wrote: only something new is worth a line. */
  private final Map<String, String> seen = new HashMap<>();

  /**
   * Makes a printer of lines.
   *
   * @param forecast has seen each event before it is shown here
   */
  public PlainProgress(Forecast forecast, Theme theme, Consumer<String> lines) {
    this.forecast = forecast;
    this.theme = theme;
    this.lines = lines;
    this.out =
        line -> {
          heartbeat.reset();
          lines.accept(line);
        };
  }

  @Override
  public void show(RunEvent event, RunState after) {
    event.deliverTo(new Lines(after));
  }

  @Override
  public void tick(RunState state, Instant now) {
    if (heartbeat.isDue(state, now)) {
      String usually = forecast.usual().map(it -> ", usually " + Durations.rounded(it)).orElse("");
      String left = forecast.left(now).map(it -> "; " + it.text()).orElse("");
      lines.accept(count(state) + " " + Heartbeat.text(state, now, theme, usually + left));
    }
  }

  private String count(RunState state) {
    int total = forecast.tasks();
    int width = Integer.toString(total).length();
    return theme.faint(
        String.format("[%" + width + "d/%d]", Math.min(state.tasksStarted(), total), total));
  }

  /** The lines of one event. */
  private final class Lines implements RunListener {
    private final RunState state;

    Lines(RunState state) {
      this.state = state;
    }

    @Override
    public void runStarted(RunStarted event) {
      out.accept(theme.faint("ansible-core " + event.ansibleVersion()));
    }

    @Override
    public void playStarted(PlayStarted event) {
      // Printed with its first result, if there is one.
      play = Optional.of(event.name());
    }

    private void heading() {
      play.ifPresent(
          name -> {
            out.accept("");
            out.accept(theme.strong(name));
          });
      play = Optional.empty();
    }

    @Override
    public void taskStarted(TaskStarted event) {
      // Each result is a line; one more for the start would double the output.
    }

    @Override
    public void hostStarted(HostStarted event) {
      // Its result follows.
    }

    @Override
    public void hostFinished(HostFinished event) {
      heading();
      RunState.Done done = state.last().orElseThrow();
      out.accept(line(done));
      seen.remove(event.host() + " " + event.taskId());
      if (event.outcome().isBad() && event.tolerated()) {
        FailureText.details(done).map(it -> "      " + it).forEach(out);
      } else if (state.isSpoken(event)) {
        event.message().lines().map(it -> "    " + it).forEach(out);
      }
    }

    private String line(RunState.Done done) {
      HostFinished event = done.result();
      Duration took = Duration.between(done.startedAt(), event.at());
      String word = event.tolerated() ? "tolerated" : event.outcome().word();
      String suffix =
          took.compareTo(SHORTEST_SHOWN) > 0 ? theme.faint("  " + Durations.text(took)) : "";
      return String.join(
              " ",
              count(state),
              theme.of(event.outcome(), String.format("%-9s", word)),
              event.host() + ":",
              event.taskName())
          + suffix;
    }

    @Override
    public void itemFinished(ItemFinished event) {
      heading();
      if (event.outcome().isBad()) {
        out.accept(
            "    "
                + theme.bad(event.outcome().word())
                + " "
                + event.host()
                + ": item "
                + event.label());
      }
    }

    @Override
    public void retried(Retried event) {
      String before = seen.put(event.host() + " " + event.taskId(), event.seen());
      if (!event.seen().equals(before) || event.isLast()) {
        heading();
        out.accept(theme.faint("    " + event.host() + ": " + event.text()));
      }
    }

    @Override
    public void taskPlanned(TaskPlanned event) {
      // Only a check plans tasks.
    }

    @Override
    public void taskSkipped(TaskSkipped event) {
      // Its result follows.
    }

    @Override
    public void diffShown(DiffShown event) {
      // Only a check shows diffs.
    }

    @Override
    public void noHostsMatched(NoHostsMatched event) {
      heading();
      out.accept(theme.bad("No host matched the play."));
    }

    @Override
    public void runFinished(RunFinished event) {
      // The summary follows.
    }

    @Override
    public void plainLine(PlainLine event) {
      out.accept("    " + event.text());
    }
  }
}
