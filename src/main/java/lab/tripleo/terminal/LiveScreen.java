package lab.tripleo.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.reporting.LiveView;
import lab.tripleo.reporting.RunState;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * The last lines of the terminal, redrawn during a run; finished lines scroll away above them. The
 * only writer of control sequences that move the cursor. It writes a few times a second at most,
 * and each time at once, for slow connections.
 */
final class LiveScreen implements Progress.Screen {
  private static final int REDRAW_MILLIS = 200;
  private static final int NARROWEST = 20;

  /** Of a terminal that does not tell its size. */
  private static final int USUAL_WIDTH = 80;

  private static final int USUAL_HEIGHT = 24;

  /** More lines are not held back. */
  private static final int MOST_WAITING = 500;

  private final PrintStream out;
  private final Clock clock;
  private final org.jline.terminal.Terminal size;
  private final LiveLines lines = new LiveLines();
  private final List<String> finished = new ArrayList<>();
  private final Ticker ticker;
  private LiveView view;
  private RunState state;
  private volatile int width;
  private volatile int height;

  LiveScreen(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.size = system();
    this.ticker = new Ticker("live-screen", REDRAW_MILLIS, this::redraw);
    // Reading the size starts a program: do it once now, and when the window changes.
    measure();
    Signals.register("WINCH", this::measure);
  }

  private void measure() {
    int columns = size.getWidth();
    int rows = size.getHeight();
    width = columns > 0 ? Math.max(NARROWEST, columns) : USUAL_WIDTH;
    height = rows > 0 ? rows : USUAL_HEIGHT;
  }

  private static org.jline.terminal.Terminal system() {
    try {
      return TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Columns of the terminal; 0 if it does not tell. */
  static int width() {
    try (org.jline.terminal.Terminal terminal = system()) {
      return terminal.getWidth();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts to draw.
   *
   * @param newState is read while this object is locked
   */
  synchronized void show(LiveView newView, RunState newState) {
    view = newView;
    state = newState;
    redraw();
    ticker.start();
  }

  /** Prints a line that stays, with the next update. */
  synchronized void print(String line) {
    finished.add(line);
    if (finished.size() > MOST_WAITING) {
      redraw();
    }
  }

  private synchronized void redraw() {
    if (view == null) {
      return;
    }
    // The last column stays free: some terminals wrap a line that fills it.
    List<String> wanted = view.render(state, width - 1, clock.instant());
    // The cursor cannot go above the screen.
    write(wanted.subList(0, Math.min(wanted.size(), Math.max(1, height - 1))));
  }

  private void write(List<String> wanted) {
    String update = lines.update(finished, wanted, width);
    finished.clear();
    if (!update.isEmpty()) {
      out.print(update);
      out.flush();
    }
  }

  @Override
  public void close() {
    ticker.close();
    synchronized (this) {
      view = null;
      write(List.of());
    }
    try {
      size.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
