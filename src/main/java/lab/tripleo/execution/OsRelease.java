package lab.tripleo.execution;

import java.util.HashMap;
import java.util.Map;

/**
 * What /etc/os-release says.
 *
 * @param id such as {@code debian}, {@code centos}
 * @param versionId such as {@code 12}; empty for rolling systems
 * @param prettyName for people
 */
public record OsRelease(String id, String versionId, String prettyName) {

  /** Reads the file's text: assignments as a shell would read them. */
  public static OsRelease parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    String id = values.getOrDefault("ID", "linux");
    String version = values.getOrDefault("VERSION_ID", "");
    return new OsRelease(
        id, version, values.getOrDefault("PRETTY_NAME", (id + " " + version).strip()));
  }

  private static String unquoted(String value) {
    if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
      return value;
    }
    return switch (value.charAt(0)) {
      case '\'' -> value.substring(1, value.length() - 1);
      case '"' -> value.substring(1, value.length() - 1).replaceAll("\\\\([\"$`\\\\])", "$1");
      default -> value;
    };
  }
}
