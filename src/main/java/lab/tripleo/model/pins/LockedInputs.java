package lab.tripleo.model.pins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pins of a lab: what its configuration requests without a fixed version, and what that
 * resolved to. The lab's lock file keeps them.
 *
 * @param inputs in the order of the file
 */
public record LockedInputs(List<Input> inputs) {
  /** The lock file, relative to the lab folder. */
  public static final Path FILE = Path.of("tripleo-lab.lock");

  /** The format of the file; another one is not read. */
  public static final int FORMAT = 1;

  /** Written for a value that only a host can resolve during a run; no value is spelled like it. */
  public static final String NOT_RESOLVED = "not resolved";

  public LockedInputs {
    inputs = List.copyOf(inputs);
  }

  /** Empty when there is none of this name. */
  public Optional<Input> input(String name) {
    return inputs.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /**
   * One of them.
   *
   * @param name its key in the file, such as {@code image}
   * @param asked what the configuration requests; when it changes, the values are resolved again
   * @param values what it resolved to
   */
  public record Input(String name, String asked, List<Value> values) {
    public Input {
      values = List.copyOf(values);
    }

    /** Empty when it is not resolved, or there is none of this key. */
    public Optional<String> text(String key) {
      return values.stream()
          .filter(it -> it.key().equals(key))
          .findFirst()
          .flatMap(Value::resolved);
    }
  }

  /**
   * One value of an input.
   *
   * @param resolved absent where only a host can resolve it
   * @param note for people: why it may not be resolved, and how to pin it; may be empty
   */
  public record Value(String key, Optional<String> resolved, String note) {

    /** One that is always resolved. */
    public static Value of(String key, String text) {
      return new Value(key, Optional.of(text), "");
    }

    /** As the file has it. */
    public String text() {
      return resolved.orElse(NOT_RESOLVED);
    }
  }
}
