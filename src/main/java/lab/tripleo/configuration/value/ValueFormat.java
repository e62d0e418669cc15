package lab.tripleo.configuration.value;

import java.util.Optional;
import java.util.function.Function;

/** What a value must look like, and what it is parsed to. */
@FunctionalInterface
public interface ValueFormat<T> {
  ParsedValue<T> parse(String text);

  /** The error in a text, if there is one. */
  default Optional<ValueError> error(String text) {
    return parse(text).error();
  }

  /** The same format, which also allows the empty text: the value is then absent. */
  default ValueFormat<T> orEmpty() {
    return or("");
  }

  /** The same format, which also allows this word: the value is then absent. */
  default ValueFormat<T> or(String word) {
    return text -> text.equals(word) ? ParsedValue.open() : parse(text);
  }

  /** The same format with another type of value. */
  default <U> ValueFormat<U> map(Function<T, U> conversion) {
    return text -> {
      ParsedValue<T> parsed = parse(text);
      return new ParsedValue<>(parsed.value().map(conversion), parsed.error());
    };
  }

  /** A format of texts that are their own value. */
  static ValueFormat<String> ofText(Function<String, Optional<ValueError>> check) {
    return text ->
        check.apply(text).map(ParsedValue::<String>wrong).orElseGet(() -> ParsedValue.of(text));
  }
}
