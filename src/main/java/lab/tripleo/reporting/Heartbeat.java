package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides when a task that prints nothing gets a line: each minute at first, then each five. */
final class Heartbeat {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration SLOWER_INTERVAL = Duration.ofMinutes(5);
  private static final int FAST_BEATS = 5;

  /** The first tick after the last line; absent until then. */
  private Optional<Instant> quietSince = Optional.empty();

  private int beats;

  /** Another line was printed. */
  void reset() {
    quietSince = Optional.empty();
    beats = 0;
  }

  /** Whether a line is due; then the caller prints {@link #text}. */
  boolean isDue(RunState state, Instant now) {
    if (quietSince.isEmpty() || state.busy().isEmpty()) {
      quietSince = Optional.of(now);
    }
    Duration interval = beats < FAST_BEATS ? INTERVAL : SLOWER_INTERVAL;
    boolean due = Duration.between(quietSince.get(), now).compareTo(interval) >= 0;
    if (due) {
      quietSince = Optional.of(now);
      beats++;
    }
    return due;
  }

  /**
   * What runs, where, and for how long.
   *
   * @param more follows the duration
   */
  static String text(RunState state, Instant now, Theme theme, String more) {
    var first = state.busy().entrySet().iterator().next();
    int others = state.busy().size() - 1;
    Duration running = Duration.between(first.getValue().since(), now);
    return String.join(
            " ",
            theme.faint(String.format("%-9s", "running")),
            first.getKey() + (others > 0 ? " and " + others + " more:" : ":"),
            first.getValue().task())
        + theme.faint("  " + Durations.rounded(running) + more);
  }
}
