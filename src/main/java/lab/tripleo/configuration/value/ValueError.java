package lab.tripleo.configuration.value;

import java.util.Optional;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * Why a text is not a value of its format.
 *
 * @param offset of the first wrong character in the text, from 0
 */
public record ValueError(String code, int offset, String message, Optional<String> hint) {
  static ValueError of(String code, String message) {
    return new ValueError(code, 0, message, Optional.empty());
  }

  public static ValueError of(String code, String message, String hint) {
    return new ValueError(code, 0, message, Optional.of(hint));
  }

  ValueError atOffset(int place) {
    return new ValueError(code, place, message, hint);
  }

  /**
   * The error as it is shown.
   *
   * @param name of the key that has the value, with a colon and a blank; may be empty
   */
  public Diagnostic diagnostic(SourceLocation at, String name) {
    Diagnostic error = Diagnostic.error(code, at, name + message);
    return hint.map(error::withHint).orElse(error);
  }
}
