package lab.tripleo.reporting;

import java.time.Instant;
import java.util.function.Consumer;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;

/** The progress of a check: the answers, and a line for each task that takes minutes. */
public final class CheckProgress implements RunView {
  private final RunListener answers;
  private final Theme theme;
  private final Consumer<String> lines;
  private final Heartbeat heartbeat = new Heartbeat();

  /**
   * Prints nothing yet.
   *
   * @param answers prints the answers
   * @param lines receives the other lines
   */
  public CheckProgress(RunListener answers, Theme theme, Consumer<String> lines) {
    this.answers = answers;
    this.theme = theme;
    this.lines = lines;
  }

  @Override
  public void show(RunEvent event, RunState after) {
    event.deliverTo(answers);
    if (event instanceof RunEvent.HostFinished) { // an answer is a line
      heartbeat.reset();
    }
  }

  @Override
  public void tick(RunState state, Instant now) {
    if (heartbeat.isDue(state, now)) {
      lines.accept(Heartbeat.text(state, now, theme, ""));
    }
  }
}
