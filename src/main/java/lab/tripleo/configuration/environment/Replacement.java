package lab.tripleo.configuration.environment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * Replaces <code>${KEY}</code>; <code>$${</code> is a literal <code>${</code>. Used on values
 * alone, never on a file's text, so that a value cannot change a file's structure.
 */
public final class Replacement {
  private static final String UNFINISHED = "unfinished-replacement";
  private static final String UNKNOWN = "unknown-replacement";

  /** Most errors for a file. */
  private static final int MOST = 100;

  private final Map<Path, Set<SourceLocation>> unknown = new HashMap<>();
  private final Optional<Environment> environment;
  private final Problems problems;

  public Replacement(Environment environment, Problems problems) {
    this(Optional.of(environment), problems);
  }

  private Replacement(Optional<Environment> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** For a file without replacements. */
  public static Replacement none(Problems problems) {
    return new Replacement(Optional.empty(), problems);
  }

  public Replacement reportingTo(Problems others) {
    return new Replacement(environment, others);
  }

  /**
   * Replaces every <code>${KEY}</code> of a text.
   *
   * @param escape escapes a value for the format of the file
   * @param at the place of a character of the text
   */
  public String apply(String text, UnaryOperator<String> escape, IntFunction<SourceLocation> at) {
    if (environment.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", done)) {
      if (start > done && text.charAt(start - 1) == '$') {
        out.append(text, done, start - 1).append("${");
        done = start + 2;
        continue;
      }
      out.append(text, done, start);
      int end = text.indexOf('}', start);
      if (end < 0) {
        problems.unreadable(
            Diagnostic.error(UNFINISHED, at.apply(start), "'${' without '}'")
                .withHint("write $${ for a literal ${"));
        return out.append(text, start, text.length()).toString();
      }
      out.append(escape.apply(value(text.substring(start + 2, end), start, at)));
      done = end + 1;
    }
    return out.append(text, done, text.length()).toString();
  }

  private String value(String name, int start, IntFunction<SourceLocation> at) {
    Optional<EnvironmentKey> key = EnvironmentKey.of(name);
    if (key.isEmpty()) {
      unknown(name, at.apply(start));
    }
    return key.flatMap(it -> environment.map(set -> set.text(it))).orElse("");
  }

  private void unknown(String name, SourceLocation at) {
    Set<SourceLocation> told = unknown.computeIfAbsent(at.file(), it -> new HashSet<>());
    if (told.size() <= MOST && told.add(at) && told.size() > MOST) {
      problems.unreadable(Diagnostic.error(UNKNOWN, at, "and more unknown names"));
    } else if (told.size() <= MOST) {
      problems.unreadable(
          Diagnostic.error(UNKNOWN, at, "unknown key " + Wording.quote(name) + " of environment")
              .withHint(
                  Wording.didYouMean(name, EnvironmentKey.names(), "write $${ for a literal ${")));
    }
  }
}
