package lab.tripleo.configuration.pins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.LockedInputs.Input;
import lab.tripleo.model.pins.LockedInputs.Value;

/** The contents of the lock file, with places. */
public record LockFile(List<Entry> entries) {
  public LockFile {
    entries = List.copyOf(entries);
  }

  /**
   * An input of the lab.
   *
   * @param values by their keys, in the order of the format
   */
  record Entry(String name, String asked, Map<String, YamlMapping.Text> values) {

    /** Empty when it is not resolved. */
    Optional<String> text(String key) {
      return Optional.of(values.get(key).value())
          .filter(it -> !it.equals(LockedInputs.NOT_RESOLVED));
    }

    SourceLocation at(String key) {
      return values.get(key).at();
    }
  }

  /** Empty when it is missing. */
  Optional<Entry> entry(String name) {
    return entries.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The same without places. */
  public LockedInputs inputs() {
    return new LockedInputs(entries.stream().map(LockFile::input).toList());
  }

  private static Input input(Entry entry) {
    return new Input(
        entry.name(),
        entry.asked(),
        entry.values().keySet().stream().map(it -> new Value(it, entry.text(it), "")).toList());
  }
}
