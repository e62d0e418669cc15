package lab.tripleo.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.SourceFile;

/**
 * Variants of a line of a configuration file. They are made without knowledge of what the file
 * means: the caller must skip those that are errors.
 */
final class LineMutations {
  /** A value, not the name of a tag, attribute, key or option: other names are unknown. */
  private static final Pattern WORD =
      Pattern.compile("(?<![</\\w-])[^\\s\"'=:,<>\\[\\]{}]++(?!\\s*=|:\\s+\\S)");

  /** A part of a comment: one variant of it is enough. */
  private static final Pattern PROSE = Pattern.compile("\\s*(?:<!--.*|[^<=]*)");

  private static final Map<String, String> OPPOSITES =
      Map.of("true", "false", "false", "true", "on", "off", "off", "on");

  private final boolean xml;
  private final String line;

  /**
   * @param number of the line, from 1
   */
  LineMutations(SourceFile file, int number) {
    this.xml = file.path().toString().endsWith(".xml");
    this.line = file.line(number);
  }

  /** For each word of the line, variants of the line with another word. */
  List<List<String>> words() {
    List<List<String>> lines = new ArrayList<>();
    Matcher word = WORD.matcher(withoutComment());
    while (word.find()) {
      String before = line.substring(0, word.start());
      String after = line.substring(word.end());
      lines.add(others(word.group()).stream().map(it -> before + it + after).toList());
    }
    boolean prose = xml && PROSE.matcher(line).matches() && !lines.isEmpty();
    return prose ? lines.subList(0, 1) : lines;
  }

  /** Variants to try when no other word gives a valid one. */
  List<String> whole() {
    if (line.isBlank() || withoutComment().isBlank()) {
      return List.of();
    }
    return xml ? List.of("", line + "<!-- -->") : List.of("");
  }

  private String withoutComment() {
    if (xml) {
      return line;
    }
    return line.stripLeading().startsWith(";") ? "" : line.replaceFirst("(^|\\s)#.*", "");
  }

  private static List<String> others(String word) {
    if (OPPOSITES.containsKey(word)) {
      return List.of(OPPOSITES.get(word));
    }
    String start = word.substring(0, word.length() - 1);
    char last = word.charAt(word.length() - 1);
    if (last >= '0' && last <= '9') {
      return List.of(
          start + (last == '9' ? '8' : (char) (last + 1)),
          start + (last == '0' ? "10" : (char) (last - 1)));
    }
    return List.of(word + "x", start + (last == 'a' ? 'b' : 'a'));
  }
}
