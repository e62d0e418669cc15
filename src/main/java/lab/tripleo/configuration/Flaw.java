package lab.tripleo.configuration;

import java.util.Optional;

/**
 * What is wrong with a value.
 *
 * @param offset of the place in the value
 */
record Flaw(String code, int offset, String message, Optional<String> hint) {
  static Flaw of(String code, String message) {
    return new Flaw(code, 0, message, Optional.empty());
  }

  static Flaw of(String code, String message, String hint) {
    return new Flaw(code, 0, message, Optional.of(hint));
  }

  Flaw atOffset(int place) {
    return new Flaw(code, place, message, hint);
  }
}
