package lab.tripleo.reporting;

import java.time.Duration;

/** Durations as text for people. */
public final class Durations {
  private Durations() {}

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 04 s}, {@code 1 h 02 min}. */
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? String.format("%d min %02d s", seconds / 60, seconds % 60)
        : String.format("%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /** As {@link #text}, in whole seconds: it changes once a second at most. */
  static String rounded(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 10 ? seconds + " s" : text(Duration.ofSeconds(seconds));
  }
}
