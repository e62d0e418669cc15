package lab.tripleo.configuration.value;

import java.util.Optional;

/**
 * What a text was parsed to: a value, an error, or neither where the text leaves the value open.
 *
 * @param value absent with an error, and for a text such as the empty one or {@code auto}
 */
public record ParsedValue<T>(Optional<T> value, Optional<ValueError> error) {
  static <T> ParsedValue<T> of(T value) {
    return new ParsedValue<>(Optional.of(value), Optional.empty());
  }

  static <T> ParsedValue<T> open() {
    return new ParsedValue<>(Optional.empty(), Optional.empty());
  }

  static <T> ParsedValue<T> wrong(ValueError error) {
    return new ParsedValue<>(Optional.empty(), Optional.of(error));
  }
}
