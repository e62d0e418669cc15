package lab.tripleo.configuration.environment;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ParsedValue;
import lab.tripleo.diagnostic.SourceLocation;

/** Reads {@code KEY=VALUE} lines: comments, optional quotes, no shell. */
public final class EnvironmentReader {
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NAME = Pattern.compile("\\s*+(export\\s++)?+([^=]*)");
  private static final Pattern COMMENT = Pattern.compile("(?<=\\s)#.*");
  private static final Pattern REST = Pattern.compile("\\s*(\\s#.*)?");

  private static final int LONGEST_VALUE = 4096;

  private final SourceFile file;
  private final Problems problems;
  private final Map<EnvironmentKey, Environment.Value> values = new EnumMap<>(EnvironmentKey.class);
  private final Set<EnvironmentKey> refused = EnumSet.noneOf(EnvironmentKey.class);
  private final Map<EnvironmentKey, Integer> lines = new EnumMap<>(EnvironmentKey.class);

  public EnvironmentReader(SourceFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  public Environment read() {
    int offset = 0;
    for (String line : file.text().split("\n", -1)) {
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        entry(line, offset);
      }
      offset += line.length() + 1;
    }
    return new Environment(file.whole(), values, refused);
  }

  private void entry(String line, int offset) {
    Matcher matcher = NAME.matcher(line);
    if (!matcher.lookingAt() || matcher.end() == line.length()) {
      int first = line.length() - line.stripLeading().length();
      problems.error(
          "not-key-value",
          file.at(offset + first),
          "this is not a KEY=VALUE line",
          "a comment starts with '#'");
      return;
    }
    int nameAt = offset + matcher.start(2);
    EnvironmentKey.of(matcher.group(2).strip()).ifPresent(refused::add);
    if (matcher.group(1) != null) {
      problems.error(
          "no-shell",
          file.at(offset + matcher.start(1)),
          "'export' is not allowed: the file is not a shell script",
          "remove the word");
    }
    int valueStart = matcher.end() + 1;
    if (isNameGood(matcher.group(2), nameAt)) {
      key(matcher.group(2), nameAt)
          .ifPresent(key -> value(key, line.substring(valueStart), offset + valueStart));
    }
  }

  private boolean isNameGood(String name, int at) {
    if (name.endsWith(" ") || name.endsWith("\t")) {
      spaceAroundEquals(at + name.stripTrailing().length());
      return false;
    }
    if (!KEY.matcher(name).matches()) {
      problems.error("not-key-value", file.at(at), Wording.quote(name) + " is not a key name");
      return false;
    }
    return true;
  }

  private void spaceAroundEquals(int at) {
    problems.error(
        "space-around-equals",
        file.at(at),
        "no space is allowed around '='",
        "write KEY=VALUE; quote a value that has spaces at its ends");
  }

  private Optional<EnvironmentKey> key(String name, int at) {
    Optional<EnvironmentKey> key = EnvironmentKey.of(name);
    if (key.isEmpty()) {
      problems.error(
          "unknown-key",
          file.at(at),
          "unknown key " + Wording.quote(name),
          Wording.didYouMean(name, EnvironmentKey.names(), "the shipped file shows every key"));
      return key;
    }
    Integer before = lines.putIfAbsent(key.get(), file.at(at).line());
    if (before != null) {
      problems.error(
          "duplicate-key",
          file.at(at),
          name + " is set twice",
          "line " + before + " sets it already");
      return Optional.empty();
    }
    return key;
  }

  private void value(EnvironmentKey key, String text, int at) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      quoted(key, text, at);
      return;
    }
    if (!text.isBlank() && Character.isWhitespace(text.charAt(0)) && !isComment(text)) {
      spaceAroundEquals(at);
      return;
    }
    check(key, COMMENT.matcher(text).replaceFirst("").stripTrailing(), at);
  }

  private static boolean isComment(String text) {
    return text.stripLeading().startsWith("#");
  }

  private void quoted(EnvironmentKey key, String text, int at) {
    int end = text.indexOf(text.charAt(0), 1);
    if (end < 0) {
      problems.error("unfinished-quote", file.at(at), "the quote is not closed on this line");
      return;
    }
    if (!REST.matcher(text.substring(end + 1)).matches()) {
      problems.error(
          "text-after-quote",
          file.at(at + end + 1),
          "text after the closing quote",
          "quotes cannot be escaped; put a value that contains one kind of quote into the other kind");
      return;
    }
    check(key, text.substring(1, end), at + 1);
  }

  private void check(EnvironmentKey key, String text, int at) {
    SourceLocation place = file.at(at);
    if (text.length() > LONGEST_VALUE) {
      problems.error("value-too-long", place, key + " has more than 4096 characters");
      return;
    }
    int replacement = text.indexOf("${");
    if (replacement >= 0) {
      problems.error(
          "replacement-here",
          file.at(at + replacement),
          "${...} is not replaced in this file, only in the others",
          "write the value itself");
      return;
    }
    ParsedValue<?> parsed = key.format().parse(text);
    parsed
        .error()
        .ifPresentOrElse(
            it -> problems.add(it.diagnostic(file.at(at + it.offset()), key + ": ")),
            () -> {
              values.put(key, new Environment.Value(text, parsed.value(), place));
              refused.remove(key);
            });
  }
}
