package lab.tripleo.execution;

/**
 * The end of a process.
 *
 * @param exitCode as in a shell: 128 plus the signal's number if a signal ended it
 */
public record Ending(int exitCode, Reason reason) {
  /** The cause of the end. */
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
