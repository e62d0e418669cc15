package lab.tripleo.configuration.source;

import java.util.Optional;

/**
 * What is wrong with a value.
 *
 * @param offset of the place in the value
 */
public record Flaw(String code, int offset, String message, Optional<String> hint) {
  public static Flaw of(String code, String message) {
    return new Flaw(code, 0, message, Optional.empty());
  }

  public static Flaw of(String code, String message, String hint) {
    return new Flaw(code, 0, message, Optional.of(hint));
  }

  public Flaw atOffset(int place) {
    return new Flaw(code, place, message, hint);
  }
}
