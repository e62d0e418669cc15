package lab.tripleo.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.tripleo.reporting.LiveView;
import lab.tripleo.reporting.RunState;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * The last lines of the terminal, redrawn during a run; finished lines scroll away above them. The
 * only writer of control sequences that move the cursor.
 */
final class LiveScreen implements AutoCloseable {
  private static final int REDRAW_MILLIS = 200;
  private static final int NARROWEST = 20;

  /** Line by line, since some terminals keep a cleared screen in their history. */
  private static final String CLEAR_LINE_ABOVE = "\u001b[1A\r\u001b[2K";

  private final PrintStream out;
  private final Clock clock;
  private final org.jline.terminal.Terminal size;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-screen");
            thread.setDaemon(true);
            return thread;
          });
  private LiveView view;
  private RunState state;
  private int drawn;
  private volatile int width;

  LiveScreen(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.size = system();
    // Reading the width starts a program: do it once now, and when the window changes.
    width = size.getWidth();
    Signals.register("WINCH", () -> width = size.getWidth());
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
    var unused = ticker.scheduleAtFixedRate(this::redraw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Prints a line that stays. */
  synchronized void print(String line) {
    erase();
    out.println(line);
    draw();
  }

  synchronized void redraw() {
    erase();
    draw();
  }

  private void erase() {
    if (drawn > 0) {
      out.print(CLEAR_LINE_ABOVE.repeat(drawn));
      drawn = 0;
    }
  }

  private void draw() {
    if (view == null) {
      return;
    }
    List<String> lines = view.render(state, Math.max(NARROWEST, width - 1), clock.instant());
    lines.forEach(out::println);
    drawn = lines.size();
    out.flush();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      erase();
      view = null;
      out.flush();
    }
    try {
      size.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
