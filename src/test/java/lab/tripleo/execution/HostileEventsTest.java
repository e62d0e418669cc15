package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.Mutations;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** Any stream of events yields events or plain lines, never an exception. */
final class HostileEventsTest {
  private static final Path CORPUS = Path.of("src/test/resources/events");

  private final Mutations mutations = new Mutations();

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Random changes to lines of events",
      then = "Each line is decoded or treated as plain text; no exception")
  void survivesRandomChanges() throws IOException {
    List<byte[]> lines = lines();
    EventDecoder decoder = new EventDecoder(Clock.systemUTC());
    Mutations.repeat(
        10000,
        () -> {
          String line =
              new String(mutations.changed(mutations.anyOf(lines)), StandardCharsets.UTF_8);
          assertThatCode(() -> decoder.decode(line)).as(line).doesNotThrowAnyException();
        });
  }

  private static List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CORPUS)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jsonl")).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        text.lines().forEach(it -> lines.add(it.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return lines;
  }
}
