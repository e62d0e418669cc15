package lab.tripleo.diagnostic;

import java.util.Optional;

/**
 * A failure that is no bug: its message is shown as it is, and the program ends with its exit code.
 */
public final class UserError extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String hint;

  public UserError(ExitCode exitCode, String message) {
    this(exitCode, message, "");
  }

  public UserError(ExitCode exitCode, String message, String hint) {
    this(exitCode, message, hint, null);
  }

  public UserError(ExitCode exitCode, String message, String hint, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
