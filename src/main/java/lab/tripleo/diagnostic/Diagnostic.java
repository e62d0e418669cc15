package lab.tripleo.diagnostic;

import java.util.Optional;

/**
 * One problem in what the user wrote.
 *
 * @param code a short stable name such as {@code unknown-key}; users may search for it and tests
 *     rely on it
 * @param message one line, names the thing that is wrong
 * @param hint one line, what to do about it
 */
public record Diagnostic(
    Severity severity, String code, SourceLocation at, String message, Optional<String> hint) {

  public static Diagnostic error(String code, SourceLocation at, String message) {
    return new Diagnostic(Severity.ERROR, code, at, message, Optional.empty());
  }

  public static Diagnostic warning(String code, SourceLocation at, String message) {
    return new Diagnostic(Severity.WARNING, code, at, message, Optional.empty());
  }

  public Diagnostic withHint(String text) {
    return new Diagnostic(severity, code, at, message, Optional.of(text));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
