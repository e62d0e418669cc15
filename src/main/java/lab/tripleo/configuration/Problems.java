package lab.tripleo.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;

/** Collects what is wrong, so that the user sees everything at once. */
final class Problems {
  private static final int MOST = 200;
  private static final Comparator<Diagnostic> READING_ORDER =
      Comparator.comparing((Diagnostic it) -> it.at().file().toString())
          .thenComparing(it -> it.at().line())
          .thenComparing(it -> it.at().column())
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  private final List<Diagnostic> found = new ArrayList<>();

  void error(String code, SourceLocation at, String message) {
    found.add(Diagnostic.error(code, at, message));
  }

  void error(String code, SourceLocation at, String message, String hint) {
    found.add(Diagnostic.error(code, at, message).withHint(hint));
  }

  void warning(String code, SourceLocation at, String message, String hint) {
    found.add(Diagnostic.warning(code, at, message).withHint(hint));
  }

  void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** The same, with this hint for all that have none. */
  Problems withHint(String hint) {
    Problems others = new Problems();
    found.forEach(it -> others.add(it.hint().isPresent() ? it : it.withHint(hint)));
    return others;
  }

  boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** The value, made only when there is no error. */
  <T> Checked<T> conclude(Supplier<T> value) {
    List<Diagnostic> sorted = withoutConsequences().sorted(READING_ORDER).distinct().toList();
    return hasErrors() ? Checked.invalid(withoutFlood(sorted)) : Checked.valid(value.get(), sorted);
  }

  /** What else is wrong on a line cannot be told while a replacement in it has failed. */
  private Stream<Diagnostic> withoutConsequences() {
    Set<SourceLocation> failed =
        found.stream()
            .filter(it -> Replacement.CODES.contains(it.code()))
            .map(it -> line(it.at()))
            .collect(Collectors.toUnmodifiableSet());
    return found.stream()
        .filter(it -> Replacement.CODES.contains(it.code()) || !failed.contains(line(it.at())));
  }

  private static SourceLocation line(SourceLocation at) {
    return new SourceLocation(at.file(), at.line(), 0);
  }

  /** Nobody reads thousands; a file of another kind in the place of ours has as many. */
  private static List<Diagnostic> withoutFlood(List<Diagnostic> sorted) {
    if (sorted.size() <= MOST) {
      return sorted;
    }
    List<Diagnostic> shown = new ArrayList<>(sorted.subList(0, MOST));
    Diagnostic next = sorted.get(MOST);
    shown.add(
        Diagnostic.error(
            "too-many-problems", next.at(), "and " + (sorted.size() - MOST) + " more problems"));
    return shown;
  }
}
