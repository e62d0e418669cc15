package lab.tripleo.generation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text as YAML scalars that every YAML 1.1 reader gives back unchanged. */
final class YamlText {
  /** Text wherever it stands, but for {@link #WORDS}. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./+-]*");

  /** What YAML 1.1 takes for something else than text. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /** What starts an expression. */
  private static final List<String> JINJA = List.of("{{", "{%", "{#");

  private YamlText() {}

  /** A plain scalar where that is nothing but text, a double-quoted one otherwise. */
  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /**
   * A scalar in which Ansible evaluates nothing. Only where there would be something to evaluate:
   * ansible-core 2.19 takes {@code !unsafe "yes"} for a boolean and fails on {@code !unsafe "="},
   * quotes or not.
   */
  static String unsafe(String text) {
    return JINJA.stream().anyMatch(text::contains) ? "!unsafe " + quoted(text) : scalar(text);
  }

  /** The text with a question mark for all that could end a comment or not be read. */
  static String comment(String text) {
    return text.codePoints()
        .map(c -> isPrintable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * A double-quoted scalar on one line. What YAML 1.1 takes for a line break or for unprintable
   * (C0, C1, U+2028, the byte order mark, lone surrogates) is escaped; other characters stand as
   * they are, since an escaped pair of surrogates is not put together again by PyYAML.
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
   * A literal block whose lines stand so many blanks to the right of the file's edge and two to the
   * right of their key, without the last line feed; falls back to {@link #quoted} for what a block
   * cannot hold.
   */
  static String block(String text, int indent) {
    boolean readable = text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    if (text.isBlank() || text.endsWith("\n\n") || !readable) {
      return quoted(text);
    }
    // Without the number the first line's own blanks would be taken for the margin.
    String margin = " \n".indexOf(text.charAt(0)) < 0 ? "" : "2";
    String head = "|" + margin + (text.endsWith("\n") ? "" : "-");
    return text.lines()
        .map(line -> line.isEmpty() ? "" : " ".repeat(indent) + line)
        .collect(Collectors.joining("\n", head + "\n", ""));
  }
}
