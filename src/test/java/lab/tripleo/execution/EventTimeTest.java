package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of events are those of {@link Instant#parse}; other texts get the clock's. */
final class EventTimeTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T19:15:20.878231Z",
        "2024-02-29T00:00:00.000001Z",
        "2026-02-29T00:00:00.000001Z",
        "2026-13-01T00:00:00.000001Z",
        "2026-11-22T19:15:60.878231Z",
        "2026-11-22T25:15:20.878231Z",
        "2026-11-22T19:15:20.87823xZ",
        "2026-11-22T19:15:20.+78231Z",
        "2026-11-22 19:15:20.878231Z",
        "2026-11-22T19:15:20Z",
        "2026-11-22T19:15:20.878Z",
        "",
      })
  void timesAreRead(String text) {
    assertThat(
            EventJson.instant(JsonNodeFactory.instance.objectNode().put("at", text), "at", CLOCK))
        .isEqualTo(parsed(text));
  }

  private static Instant parsed(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException garbage) {
      return CLOCK.instant();
    }
  }
}
