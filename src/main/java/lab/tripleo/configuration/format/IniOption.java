package lab.tripleo.configuration.format;

import java.util.Arrays;
import java.util.List;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * An option of an INI file, with its places.
 *
 * @param value with the keys of {@code environment} replaced
 */
public record IniOption(String name, String value, SourceLocation at, SourceLocation valueAt) {
  /** What is between commas, without the blanks around it. */
  public List<String> items() {
    return value.isBlank()
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  /** Whether oslo.config would put another option's value into it. */
  public boolean hasReference() {
    return value.indexOf('$') >= 0;
  }
}
