package lab.tripleo.configuration.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTest {
  private static final Path FILE = Path.of("file");

  private final Problems problems = new Problems();
  private final Replacement replacement =
      new Replacement(new Environment(SourceLocation.of(FILE), Map.of(), Set.of()), problems);

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "${TIMEZONE}, UTC",
    "a${TIMEZONE}b${TIMEZONE}, aUTCbUTC",
    "$${TIMEZONE}, ${TIMEZONE}",
    "$${${TIMEZONE}, ${UTC",
    "$$${TIMEZONE}, $${TIMEZONE}",
    "$TIMEZONE $ {TIMEZONE} {TIMEZONE}, $TIMEZONE $ {TIMEZONE} {TIMEZONE}",
    "$${, ${",
    "$$, $$",
    "${NAMESERVER}, ''",
  })
  void replacesKeysByValues(String text, String expected) {
    assertThat(apply(text)).isEqualTo(expected);
    assertThat(problems.hasErrors()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a${X}, 2",
    "${timezone}, 1",
    "${ TIMEZONE}, 1",
    "${}, 1",
    "${TIMEZONE, 1",
    "${TIMEZONE}${, 12",
    "$${X}${Y}, 6",
  })
  void locatesUnknownKeys(String text, int column) {
    apply(text);
    assertThat(problems.conclude(() -> "").diagnostics())
        .singleElement()
        .extracting(Diagnostic::at)
        .isEqualTo(new SourceLocation(FILE, 1, column));
  }

  private String apply(String text) {
    return replacement.apply(text, it -> it, at -> new SourceLocation(FILE, 1, at + 1));
  }
}
