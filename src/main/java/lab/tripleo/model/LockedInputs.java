package lab.tripleo.model;

import java.util.List;
import java.util.Optional;

/**
 * What a lab is made from that its configuration does not fix by itself: what was asked for, and
 * what it came to. It is kept in the lab's lock file.
 *
 * @param inputs in the order of the file
 */
public record LockedInputs(List<Input> inputs) {
  /** The format of the file; another one is not read. */
  public static final int FORMAT = 1;

  /** Stands for a value that only a host can know, while a stage runs. No value looks like it. */
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
   * @param asked what the configuration asks for; another text makes the values be found anew
   * @param values what it came to
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
   * @param resolved absent where only a host can know it
   * @param note for people: why it may not be resolved, and what would resolve it; may be empty
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
