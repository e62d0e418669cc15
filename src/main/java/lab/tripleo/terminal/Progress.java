package lab.tripleo.terminal;

import java.time.Clock;
import java.util.Optional;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.reporting.JsonProgress;
import lab.tripleo.reporting.LiveView;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunView;

/** Follows a run: folds each event into the run's state, then shows it on the screen. */
public final class Progress extends EveryEvent implements AutoCloseable {
  private final RunState state = new RunState();
  private final RunView view;
  private final Optional<LiveScreen> screen;

  /** The live screen's own thread reads the state while events change it. */
  private final Object guard;

  private Progress(RunView view) {
    this.view = view;
    this.screen = Optional.empty();
    this.guard = this;
  }

  private Progress(LiveScreen screen, LiveView bar, RunView view) {
    this.view = view;
    this.screen = Optional.of(screen);
    this.guard = screen;
    screen.show(bar, state);
  }

  /**
   * The progress of a run.
   *
   * @param total tasks that are expected; may turn out a few wrong
   */
  public static Progress of(ProgressKind kind, Terminal terminal, int total, Clock clock) {
    boolean live =
        kind == ProgressKind.live || (kind == ProgressKind.auto && terminal.canShowLive());
    if (live) {
      return live(terminal, total, clock);
    }
    return new Progress(
        switch (kind) {
          case json -> stateless(new JsonProgress(terminal::print));
          case none -> (event, after) -> {};
          default -> new PlainProgress(total, terminal.theme(), terminal::print);
        });
  }

  /** The progress of a check: what its listener prints, on any terminal. */
  public static Progress ofCheck(RunListener answers) {
    return new Progress(stateless(answers));
  }

  private static RunView stateless(RunListener listener) {
    return (event, after) -> event.deliverTo(listener);
  }

  private static Progress live(Terminal terminal, int total, Clock clock) {
    LiveScreen screen = new LiveScreen(terminal.out(), clock);
    PlainProgress lines = new PlainProgress(total, terminal.theme(), screen::print);
    RunView noteworthy =
        (event, after) -> {
          if (terminal.isVerbose() || isNoteworthy(event, after)) {
            lines.show(event, after);
          }
        };
    return new Progress(screen, new LiveView(total, terminal.theme(), clock.instant()), noteworthy);
  }

  /** What is worth a line that stays, above the bar that tells the rest. */
  private static boolean isNoteworthy(RunEvent event, RunState state) {
    if (event instanceof RunEvent.Retried it) {
      return it.isPhase();
    }
    return !(event instanceof RunEvent.HostFinished it
        && !state.isSpoken(it)
        && (it.outcome() == Outcome.OK || it.outcome() == Outcome.SKIPPED));
  }

  @Override
  protected void any(RunEvent event) {
    synchronized (guard) {
      event.deliverTo(state);
      view.show(event, state);
    }
  }

  /** The state after all events so far. */
  public RunState state() {
    return state;
  }

  @Override
  public void close() {
    screen.ifPresent(LiveScreen::close);
  }
}
