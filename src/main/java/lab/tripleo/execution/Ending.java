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
    /** Ctrl-C, which interrupts the thread that waits for the process. */
    INTERRUPTED,
    /** The time limit. */
    LIMIT
  }

  public boolean isSuccess() {
    return reason == Reason.EXITED && exitCode == 0;
  }
}
