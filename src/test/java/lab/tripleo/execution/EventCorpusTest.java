package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Event streams that real Ansible wrote (the folder's name tells its version), and broken ones. A
 * missing expectation is written and the test fails; so does -Dgolden.update.
 */
class EventCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/events");
  private static final Clock NOON = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CORPUS)) {
      return folders.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decodes(String name) throws IOException {
    EventDecoder decoder = new EventDecoder(NOON);
    EventText text = new EventText();
    VerdictBuilder machine = new VerdictBuilder();
    EventTail tail = new EventTail(CORPUS.resolve(name).resolve("events.jsonl"), decoder);
    tail.replay(text);
    tail.replay(machine);
    String actual =
        text.text() + machine.verdict(new Ending(exitCode(name), Ending.Reason.EXITED)) + "\n";
    Path expected = CORPUS.resolve(name).resolve("expected.txt");
    if (!Files.exists(expected) || System.getProperty("golden.update") != null) {
      Files.writeString(expected, actual);
      fail("written, now look at it: " + expected);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static int exitCode(String name) {
    return Integer.parseInt(name.substring(name.lastIndexOf("-rc") + 3));
  }
}
