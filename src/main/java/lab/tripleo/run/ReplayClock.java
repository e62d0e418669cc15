package lab.tripleo.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a recorded run, which passes again at a chosen speed. */
final class ReplayClock extends Clock {
  private final Instant start;
  private final double speed;
  private final Clock real;
  private final Instant realStart;
  private volatile Instant reached;

  /**
   * Starts at once.
   *
   * @param start of the recorded run
   * @param speed 1 for the original speed, 10 for a tenth of the time; 0 for all at once
   */
  ReplayClock(Instant start, double speed, Clock real) {
    this.start = start;
    this.speed = speed;
    this.real = real;
    this.realStart = real.instant();
    this.reached = start;
  }

  /** Waits until the recorded time has come. */
  void await(Instant at) throws InterruptedException {
    if (speed > 0) {
      long millis = Duration.between(instant(), at).toMillis();
      Thread.sleep(Math.max(0, Math.round(millis / speed)));
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    reached = at.isAfter(reached) ? at : reached;
  }

  @Override
  public Instant instant() {
    if (speed == 0) {
      return reached;
    }
    long passed = Duration.between(realStart, real.instant()).toMillis();
    return start.plusMillis(Math.round(passed * speed));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
