package lab.tripleo.generation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes text as YAML scalars that every YAML 1.1 parser reads back unchanged. */
final class YamlText {
  /** Always a string, except for {@link #WORDS}. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./+-]*");

  /** Plain scalars that YAML 1.1 reads as a boolean or null. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /** The starts of a Jinja expression, statement and comment. */
  private static final List<String> JINJA = List.of("{{", "{%", "{#");

  private YamlText() {}

  /** A plain scalar if YAML reads it as a string, otherwise a double-quoted one. */
  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /**
   * A scalar that Ansible does not evaluate. It has {@code !unsafe} only if it contains Jinja,
   * since ansible-core 2.19 reads {@code !unsafe "yes"} as a boolean and fails on {@code !unsafe
   * "="}.
   */
  static String unsafe(String text) {
    return JINJA.stream().anyMatch(text::contains) ? "!unsafe " + quoted(text) : scalar(text);
  }

  /**
   * The text with a question mark for each character that could end a comment or is unprintable.
   */
  static String comment(String text) {
    return text.codePoints()
        .map(c -> isPrintable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * A double-quoted scalar on one line. Escapes what YAML 1.1 reads as a line break or as
   * unprintable (C0, C1, U+2028, the byte order mark, lone surrogates). Other characters are not
   * escaped, since PyYAML does not join an escaped pair of surrogates.
   */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(c, out));
    return out.append('"').toString();
  }

  private static void append(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format("\\u%04X", c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029)
        || (c >= 0xE000 && c < 0xFFFE && c != 0xFEFF)
        || c >= 0x10000;
  }

  /**
   * A literal block without its last line feed; {@link #quoted} for text that a block cannot hold.
   *
   * @param indent of its lines, in columns; two more than that of their key
   */
  static String block(String text, int indent) {
    boolean readable = text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    if (text.isBlank() || text.endsWith("\n\n") || !readable) {
      return quoted(text);
    }
    // Without the number, leading blanks of the first line would count as indentation.
    String margin = " \n".indexOf(text.charAt(0)) < 0 ? "" : "2";
    String head = "|" + margin + (text.endsWith("\n") ? "" : "-");
    return text.lines()
        .map(line -> line.isEmpty() ? "" : " ".repeat(indent) + line)
        .collect(Collectors.joining("\n", head + "\n", ""));
  }
}
