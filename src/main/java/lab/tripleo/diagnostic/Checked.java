package lab.tripleo.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * A value and what was found wrong while making it. The value is absent when at least one
 * diagnostic is an error.
 */
public record Checked<T>(Optional<T> value, List<Diagnostic> diagnostics) {
  public Checked {
    diagnostics = List.copyOf(diagnostics);
    if (value.isPresent() == diagnostics.stream().anyMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException("a value and errors exclude each other: " + diagnostics);
    }
  }

  public static <T> Checked<T> valid(T value, List<Diagnostic> warnings) {
    return new Checked<>(Optional.of(value), warnings);
  }

  public static <T> Checked<T> invalid(List<Diagnostic> diagnostics) {
    return new Checked<>(Optional.empty(), diagnostics);
  }
}
