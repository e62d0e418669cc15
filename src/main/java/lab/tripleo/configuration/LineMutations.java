package lab.tripleo.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.SourceFile;

/**
 * What a line of a configuration file could say as well. Nothing is known here of the file's
 * meaning: much of it will be wrong, and is for the caller to leave out.
 */
final class LineMutations {
  /** Not the names of tags, attributes, keys and options: others would not be known. */
  private static final Pattern WORD =
      Pattern.compile("(?<![</\\w-])[^\\s\"'=:,<>\\[\\]{}]++(?!\\s*=|:\\s+\\S)");

  /** A part of a comment, in which one word stands for all. */
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

  /** For each word of the line, lines in which it is another one. */
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

  /** Lines to try when no word can be another one. */
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
