package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import lab.tripleo.event.RunEvent;
import org.junit.jupiter.api.Test;

/** Messages as people read them; all else is in {@link EventCorpusTest}. */
final class EventDecoderTest {
  private static String message(String json) {
    String line = "{\"event\": \"failed\", \"result\": {\"msg\": " + json + "}}";
    RunEvent event = new EventDecoder(Clock.systemUTC()).decode(line).get(0);
    return ((RunEvent.HostFinished) event).message();
  }

  @Test
  void textsOfAListAreLines() {
    assertThat(message("[\"2 problems:\", \"1. memory\\n   Use more.\", \"2. subnet\", 3]"))
        .isEqualTo("2 problems:\n1. memory\n   Use more.\n2. subnet\n3");
    assertThat(message("\"Task failed: no\"")).isEqualTo("no");
    assertThat(message("{\"a\": 1}")).isEqualTo("{\"a\":1}");
    assertThat(message("null")).isEmpty();
  }
}
