package lab.tripleo.configuration.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;

/**
 * Reads the INI format of oslo.config (oslo_config/iniparser.py): an option is {@code name = value}
 * or {@code name: value}, whichever comes first; a line that starts with a blank continues the
 * value before it; a comment line starts with {@code #} or {@code ;}; quotes around a whole value
 * are removed. Likely mistakes that oslo.config silently accepts are errors here.
 */
public final class IniReader {
  private final SourceFile file;
  private final Replacement replacement;
  private final Problems problems;
  private final Map<String, IniSection> sections = new LinkedHashMap<>();
  private Optional<IniSection> section = Optional.empty();
  private boolean inOption;

  public IniReader(SourceFile file, Replacement replacement, Problems problems) {
    this.file = file;
    this.replacement = replacement;
    this.problems = problems;
  }

  public List<IniSection> read() {
    int offset = 0;
    for (String line : file.text().split("\n", -1)) {
      line(line.stripTrailing(), offset);
      offset += line.length() + 1;
    }
    return List.copyOf(sections.values());
  }

  private void line(String line, int offset) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
      inOption = false;
    } else if (Character.isWhitespace(line.charAt(0))) {
      continuation(line, offset);
    } else if (line.startsWith("[")) {
      inOption = false;
      section(line, offset);
    } else {
      inOption = true;
      option(line, offset);
    }
  }

  private void section(String line, int offset) {
    String name = line.endsWith("]") ? line.substring(1, line.length() - 1) : "";
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      problems.error(
          "bad-section",
          file.at(offset),
          Wording.quote(line) + " is not a section header",
          "write [DEFAULT] or [ctlplane-subnet], with nothing after it");
      return;
    }
    IniSection before = sections.get(name);
    if (before != null) {
      problems.error(
          "duplicate-section",
          file.at(offset),
          "section [" + name + "] appears twice",
          "line " + before.at().line() + " starts it already; merge their options");
    }
    section = Optional.of(new IniSection(name, file.at(offset), new ArrayList<>()));
    sections.putIfAbsent(name, section.get());
  }

  private void option(String line, int offset) {
    int sign = sign(line);
    String name = sign < 0 ? "" : line.substring(0, sign).strip();
    if (name.isEmpty()) {
      problems.error(
          "no-assignment",
          file.at(offset),
          "this line is neither an option nor a section nor a comment",
          "write an option as `name = value`; a comment starts with '#'");
      return;
    }
    if (section.isEmpty()) {
      problems.error(
          "no-section",
          file.at(offset),
          "an option before the first section",
          "write [DEFAULT] above the options of the undercloud");
      return;
    }
    String raw = line.substring(sign + 1);
    int valueAt = offset + sign + 1 + raw.length() - raw.stripLeading().length();
    String text = replacement.apply(raw.strip(), it -> it, at -> file.at(valueAt + at));
    add(new IniOption(name, unquoted(text), file.at(offset), file.at(valueAt)), raw.strip());
  }

  private void add(IniOption option, String raw) {
    section
        .orElseThrow()
        .option(option.name())
        .ifPresent(
            before ->
                problems.error(
                    "duplicate-option",
                    option.at(),
                    option.name() + " is set twice",
                    "line "
                        + before.at().line()
                        + " sets it already; the client would use the last one"));
    if (raw.matches(".*\\s[#;].*")) {
      problems.error(
          "inline-comment",
          option.valueAt(),
          "'#' after a value does not start a comment: the client reads it as a part of the value",
          "put the comment on a line of its own");
    }
    section.orElseThrow().options().add(option);
  }

  /** Continues a value; a comment or an option there is an error. */
  private void continuation(String line, int offset) {
    String text = line.strip();
    int start = offset + line.indexOf(text);
    List<IniOption> options = section.map(IniSection::options).orElse(List.of());
    if (!inOption || options.isEmpty() || text.matches("[#;].*|[a-z_]+\\s*[=:].*")) {
      problems.error(
          "unexpected-blank",
          file.at(offset),
          "a line that starts with a blank continues the value before it",
          "remove the blank before options, sections and comments");
      return;
    }
    IniOption before = options.remove(options.size() - 1);
    String more = replacement.apply(text, it -> it, at -> file.at(start + at));
    options.add(
        new IniOption(
            before.name(), (before.value() + " " + more).strip(), before.at(), before.valueAt()));
  }

  private static int sign(String line) {
    int equal = line.indexOf('=');
    int colon = line.indexOf(':');
    return colon < 0 || (equal >= 0 && equal < colon) ? equal : colon;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
