package lab.tripleo.execution;

/**
 * How a process ended.
 *
 * @param exitCode as the shell counts: 128 and the number for a signal
 */
public record Ending(int exitCode, Reason reason) {
  /** Who brought the end about. */
  public enum Reason {
    /** The process itself. */
    EXITED,
    /** {@link ProcessRunner#cancel()}, or the interrupted thread that waited. */
    CANCELLED,
    /** The time limit. */
    LIMIT
  }

  public boolean isSuccess() {
    return reason == Reason.EXITED && exitCode == 0;
  }
}
