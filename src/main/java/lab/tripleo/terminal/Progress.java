package lab.tripleo.terminal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.reporting.JsonProgress;
import lab.tripleo.reporting.LiveView;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;

/** The screen of a run, of whichever kind. */
public final class Progress implements AutoCloseable {
  private final RunListener listener;
  private final Optional<LiveScreen> screen;

  private Progress(RunListener listener, Optional<LiveScreen> screen) {
    this.listener = listener;
    this.screen = screen;
  }

  public static Progress of(
      ProgressKind kind, Terminal terminal, RunState state, int total, Clock clock) {
    boolean live =
        kind == ProgressKind.live || (kind == ProgressKind.auto && terminal.canShowLive());
    if (live) {
      return live(terminal, state, total, clock);
    }
    return switch (kind) {
      case json ->
          new Progress(
              new Listeners(List.of(state, new JsonProgress(terminal::print))), Optional.empty());
      case none -> new Progress(state, Optional.empty());
      default ->
          new Progress(
              new Listeners(
                  List.of(
                      state, new PlainProgress(state, total, terminal.theme(), terminal::print))),
              Optional.empty());
    };
  }

  /** That of a check: what its listener prints, on any terminal. */
  public static Progress ofCheck(RunState state, RunListener answers) {
    return new Progress(new Listeners(List.of(state, answers)), Optional.empty());
  }

  private static Progress live(Terminal terminal, RunState state, int total, Clock clock) {
    LiveScreen screen = new LiveScreen(terminal.out(), clock);
    PlainProgress lines = new PlainProgress(state, total, terminal.theme(), screen::print);
    screen.show(new LiveView(state, total, terminal.theme(), clock.instant()));
    // The screen's ticker reads the state while events change it.
    return new Progress(
        new Guarded(
            screen,
            new Listeners(
                List.of(state, terminal.isVerbose() ? lines : new Noteworthy(state, lines)))),
        Optional.of(screen));
  }

  /** To be given the run's events. */
  public RunListener listener() {
    return listener;
  }

  @Override
  public void close() {
    screen.ifPresent(LiveScreen::close);
  }

  /** Delivers to several, one after the other. */
  private static final class Listeners extends EveryEvent {
    private final List<RunListener> all;

    Listeners(List<RunListener> all) {
      this.all = all;
    }

    @Override
    protected void any(RunEvent event) {
      all.forEach(event::deliverTo);
    }
  }

  /** Delivers while the screen stands still. */
  private static final class Guarded extends EveryEvent {
    private final LiveScreen screen;
    private final RunListener inner;

    Guarded(LiveScreen screen, RunListener inner) {
      this.screen = screen;
      this.inner = inner;
    }

    @Override
    protected void any(RunEvent event) {
      synchronized (screen) {
        event.deliverTo(inner);
      }
    }
  }

  /** What is worth a line that stays, above the bar that tells the rest. */
  private static final class Noteworthy extends EveryEvent {
    private final RunState state;
    private final RunListener inner;

    Noteworthy(RunState state, RunListener inner) {
      this.state = state;
      this.inner = inner;
    }

    @Override
    protected void any(RunEvent event) {
      boolean dull =
          event instanceof RunEvent.HostFinished it
              && !state.isSpoken(it)
              && (it.outcome() == Outcome.OK || it.outcome() == Outcome.SKIPPED);
      if (!dull) {
        event.deliverTo(inner);
      }
    }
  }
}
