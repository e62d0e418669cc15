package lab.tripleo.terminal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.reporting.CheckProgress;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.reporting.JsonProgress;
import lab.tripleo.reporting.LiveView;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunView;
import lab.tripleo.reporting.StageList;

/** Follows a run: folds each event into the run's state, then shows it on the screen. */
public final class Progress extends EveryEvent implements AutoCloseable {
  private static final int TICK_MILLIS = 1000;

  private final RunState state = new RunState();
  private final Forecast forecast;
  private final RunView view;
  private final Screen screen;

  /** The screen's own thread reads the state while events change it. */
  private final Object guard;

  /** What runs in a thread of its own until it is closed. */
  interface Screen extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What is shown of a run, besides its events.
   *
   * @param forecast of the run; it has seen no event yet
   * @param stages of the command around the run; absent when it has only one
   * @param clock of the run
   */
  public record Shown(
      Forecast forecast, Optional<StageList> stages, Instant startedAt, Clock clock) {}

  private Progress(RunView view) {
    this.forecast = Forecast.none();
    this.view = view;
    this.guard = this;
    this.screen = () -> {};
  }

  private Progress(RunView view, Forecast forecast, Clock clock) {
    this.forecast = forecast;
    this.view = view;
    this.guard = this;
    Ticker ticker = new Ticker("progress", TICK_MILLIS, () -> tick(clock.instant()));
    this.screen = ticker;
    ticker.start();
  }

  private Progress(LiveScreen screen, LiveView bar, RunView view) {
    this.forecast = bar.forecast();
    this.view = view;
    this.screen = screen;
    this.guard = screen;
    screen.show(bar, state);
  }

  /** The progress of a run. */
  public static Progress of(ProgressKind kind, Terminal terminal, Shown shown) {
    boolean live =
        kind == ProgressKind.live || (kind == ProgressKind.auto && terminal.canShowLive());
    if (live) {
      return live(terminal, shown);
    }
    return switch (kind) {
      case json -> new Progress(stateless(new JsonProgress(terminal::print)));
      case none -> new Progress((event, after) -> {});
      default -> plain(terminal, shown);
    };
  }

  private static Progress plain(Terminal terminal, Shown shown) {
    shown.stages().map(StageList::text).ifPresent(terminal::print);
    return new Progress(
        new PlainProgress(shown.forecast(), terminal.theme(), terminal::print),
        shown.forecast(),
        shown.clock());
  }

  /** The progress of a check: lines, on any terminal. */
  public static Progress ofCheck(RunListener answers, Terminal terminal, Clock clock) {
    return new Progress(
        new CheckProgress(answers, terminal.theme(), terminal::say), Forecast.none(), clock);
  }

  private static RunView stateless(RunListener listener) {
    return (event, after) -> event.deliverTo(listener);
  }

  private static Progress live(Terminal terminal, Shown shown) {
    LiveScreen screen = new LiveScreen(terminal.out(), shown.clock());
    PlainProgress lines = new PlainProgress(shown.forecast(), terminal.theme(), screen::print);
    RunView noteworthy =
        (event, after) -> {
          if (terminal.isVerbose() || isNoteworthy(event, after)) {
            lines.show(event, after);
          }
        };
    LiveView bar =
        new LiveView(
            shown.forecast(),
            shown.stages(),
            terminal.theme(),
            terminal.columns(),
            shown.startedAt());
    return new Progress(screen, bar, noteworthy);
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
      event.deliverTo(forecast);
      view.show(event, state);
    }
  }

  private void tick(Instant now) {
    synchronized (guard) {
      view.tick(state, now);
    }
  }

  /** The state after all events so far. */
  public RunState state() {
    return state;
  }

  @Override
  public void close() {
    screen.close();
  }
}
