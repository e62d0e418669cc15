package lab.tripleo.configuration.source;

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

/** Collects diagnostics, so that the user sees all at once. */
public final class Problems {
  private static final int MOST = 200;
  private static final Comparator<Diagnostic> READING_ORDER =
      Comparator.comparing((Diagnostic it) -> it.at().file().toString())
          .thenComparing(it -> it.at().line())
          .thenComparing(it -> it.at().column())
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  private final List<Found> found = new ArrayList<>();

  /**
   * @param hidesLine whether other problems of the same line are only consequences of this one
   */
  private record Found(Diagnostic diagnostic, boolean hidesLine) {}

  /** A new object with all of these problems. */
  public static Problems of(Problems... parts) {
    Problems all = new Problems();
    for (Problems part : parts) {
      all.addAll(part);
    }
    return all;
  }

  public void error(String code, SourceLocation at, String message) {
    add(Diagnostic.error(code, at, message));
  }

  public void error(String code, SourceLocation at, String message, String hint) {
    add(Diagnostic.error(code, at, message).withHint(hint));
  }

  /** An error that makes its line unreadable: no other problem of that line is reported. */
  public void unreadable(Diagnostic error) {
    found.add(new Found(error, true));
  }

  public void warning(String code, SourceLocation at, String message, String hint) {
    add(Diagnostic.warning(code, at, message).withHint(hint));
  }

  public void add(Diagnostic diagnostic) {
    found.add(new Found(diagnostic, false));
  }

  public void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** The same problems; those without a hint get this one. */
  public Problems withHint(String hint) {
    Problems others = new Problems();
    for (Found it : found) {
      Diagnostic told = it.diagnostic();
      others.found.add(
          new Found(told.hint().isPresent() ? told : told.withHint(hint), it.hidesLine()));
    }
    return others;
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(it -> it.diagnostic().isError());
  }

  /** The value with all diagnostics; the value is created only if there is no error. */
  public <T> Checked<T> conclude(Supplier<T> value) {
    List<Diagnostic> sorted = withoutConsequences().sorted(READING_ORDER).distinct().toList();
    return hasErrors() ? Checked.invalid(withoutFlood(sorted)) : Checked.valid(value.get(), sorted);
  }

  /** Other problems of an unreadable line are hidden. */
  private Stream<Diagnostic> withoutConsequences() {
    Set<SourceLocation> hidden =
        found.stream()
            .filter(Found::hidesLine)
            .map(it -> line(it.diagnostic().at()))
            .collect(Collectors.toUnmodifiableSet());
    return found.stream()
        .filter(it -> it.hidesLine() || !hidden.contains(line(it.diagnostic().at())))
        .map(Found::diagnostic);
  }

  private static SourceLocation line(SourceLocation at) {
    return new SourceLocation(at.file(), at.line(), 0);
  }

  /** A file of another format can have thousands of problems. */
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
