package lab.tripleo.configuration.format;

import java.util.Arrays;
import java.util.List;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * An option of an INI file, with its locations.
 *
 * @param value after the keys of {@code environment} are replaced
 */
public record IniOption(String name, String value, SourceLocation at, SourceLocation valueAt) {
  /** The comma-separated items, without surrounding spaces. */
  public List<String> items() {
    return value.isBlank()
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  /** Whether oslo.config would replace a reference to another option in it. */
  public boolean hasReference() {
    return value.indexOf('$') >= 0;
  }
}
