package lab.tripleo.execution;

import java.util.HashMap;
import java.util.Map;

/**
 * The content of /etc/os-release.
 *
 * @param id such as {@code debian}, {@code centos}
 * @param versionId such as {@code 12}; empty for rolling systems
 * @param prettyName for messages
 */
public record OsRelease(String id, String versionId, String prettyName) {
  private static final int LONGEST_NAME = 100;

  /** Parses the file's text: assignments in shell syntax. */
  public static OsRelease parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.put(line.substring(0, equals), value(line.substring(equals + 1)));
      }
    }
    String given = values.getOrDefault("ID", "");
    String id = given.isEmpty() ? "linux" : given;
    String version = values.getOrDefault("VERSION_ID", "");
    String name = values.getOrDefault("PRETTY_NAME", "");
    String title = name.isBlank() ? (id + " " + version).strip() : name;
    return new OsRelease(id, version, shown(title));
  }

  /** Removes control characters: the text comes from the host and is shown on the terminal. */
  private static String shown(String name) {
    String plain = name.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "...";
  }

  /** Up to the closing quote; without quotes, up to the first space. */
  private static String value(String text) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote != '"' && quote != '\'') {
      return text.split("\\s", 2)[0];
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == quote) {
        return value.toString();
      }
      if (next == '\\' && quote == '"' && i + 1 < text.length() && isEscaped(text.charAt(i + 1))) {
        i++;
      }
      value.append(text.charAt(i));
    }
    return text; // no closing quote
  }

  private static boolean isEscaped(char c) {
    return "\"$`\\".indexOf(c) >= 0;
  }
}
