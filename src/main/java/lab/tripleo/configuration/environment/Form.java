package lab.tripleo.configuration.environment;

import java.util.Optional;
import lab.tripleo.configuration.source.Flaw;

/** What a value must look like. */
@FunctionalInterface
public interface Form {
  /** What is wrong with the value, if anything. */
  Optional<Flaw> flaw(String value);

  /** Also takes the empty value. */
  default Form orEmpty() {
    return value -> value.isEmpty() ? Optional.empty() : flaw(value);
  }

  /** Also takes this word. */
  default Form or(String word) {
    return value -> value.equals(word) ? Optional.empty() : flaw(value);
  }
}
