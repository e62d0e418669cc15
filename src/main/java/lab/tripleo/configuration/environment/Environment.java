package lab.tripleo.configuration.environment;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.diagnostic.SourceLocation;

/** The values of {@code configuration/environment}; each is of its key's form. */
public final class Environment {
  private final SourceLocation whole;
  private final Map<EnvironmentKey, Value> values;

  /** A value and its place. */
  record Value(String text, SourceLocation at) {}

  /**
   * @param values what the file sets; a key that is not here has its default
   */
  public Environment(SourceLocation whole, Map<EnvironmentKey, Value> values) {
    this.whole = whole;
    this.values = new EnumMap<>(EnvironmentKey.class);
    this.values.putAll(values);
  }

  public String text(EnvironmentKey key) {
    return values.containsKey(key) ? values.get(key).text() : key.defaultValue();
  }

  /** The value unless it is empty. */
  public Optional<String> optional(EnvironmentKey key) {
    return Optional.of(text(key)).filter(it -> !it.isEmpty());
  }

  /** The value unless it is left to the program. */
  public Optional<String> unlessAuto(EnvironmentKey key) {
    return Optional.of(text(key)).filter(it -> !it.equals(EnvironmentKey.AUTO));
  }

  /** Where the value is; the file when it does not set the key. */
  public SourceLocation at(EnvironmentKey key) {
    return values.containsKey(key) ? values.get(key).at() : whole;
  }
}
