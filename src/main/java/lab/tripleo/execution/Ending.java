package lab.tripleo.execution;

/**
 * How a process ended.
 *
 * @param exitCode as in a shell: 128 plus the number of the signal that ended it
 */
public record Ending(int exitCode, Reason reason) {
  /** What ended the process. */
  public enum Reason {
    /** The process itself. */
    EXITED,
    /** Ctrl-C, which interrupts the thread that waits for the process. */
    INTERRUPTED,
    /** The time limit. */
    LIMIT
  }

  boolean isSuccess() {
    return reason == Reason.EXITED && exitCode == 0;
  }
}
