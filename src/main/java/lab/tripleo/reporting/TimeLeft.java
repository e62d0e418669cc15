package lab.tripleo.reporting;

import java.time.Duration;

/**
 * An estimate of the time until a run ends.
 *
 * @param left never negative
 * @param source where most of it comes from
 * @param overdue whether the running task takes much longer than it usually does; then {@code left}
 *     is the time after this task
 */
public record TimeLeft(Duration left, Source source, boolean overdue) {
  /** The runs that an estimate is made from. */
  public enum Source {
    /** Earlier runs of this lab. */
    EARLIER_RUNS("as in earlier runs"),
    /** The durations that come with the program. */
    ELSEWHERE("as elsewhere");

    private final String words;

    Source(String words) {
      this.words = words;
    }
  }

  /** {@code about 4 min left, as in earlier runs}. */
  public String text() {
    return shortText() + ", " + source.words;
  }

  /** {@code about 4 min left}. */
  public String shortText() {
    return overdue ? "longer than usual, then " + about(left) : about(left) + " left";
  }

  /**
   * A duration as an estimate: {@code a few seconds}, {@code about 40 s}, {@code about 4 min},
   * {@code about 1 h 20 min}.
   */
  public static String about(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return "a few seconds";
    }
    if (seconds < 55) {
      return "about " + (seconds + 5) / 10 * 10 + " s";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 60) {
      return "about " + minutes + " min";
    }
    long tens = (minutes + 5) / 10;
    return "about " + tens / 6 + " h" + (tens % 6 == 0 ? "" : " " + tens % 6 * 10 + " min");
  }
}
