package lab.tripleo.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.Theme;

/** Passes over a file of events. */
final class EventBench {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EventBench() {}

  /** What a run does with its events: decodes them, keeps their state and prints plain lines. */
  static long follow(Path file) throws IOException {
    long[] seen = new long[1];
    RunState state = new RunState();
    Forecast forecast = Forecast.none();
    PlainProgress lines =
        new PlainProgress(forecast, Theme.PLAIN, line -> seen[0] += line.length());
    new EventTail(file, new EventDecoder(Clock.systemUTC()))
        .replay(
            new EveryEvent() {
              @Override
              protected void any(RunEvent event) {
                event.deliverTo(state);
                event.deliverTo(forecast);
                lines.show(event, state);
              }
            });
    return seen[0];
  }

  /** A bare Jackson pass, to a tree for each line. */
  static long trees(Path file) throws IOException {
    long[] seen = new long[1];
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        seen[0] += MAPPER.readTree(line).size();
      }
    }
    return seen[0];
  }

  /** A bare Jackson pass over the tokens of the whole file, which keeps nothing. */
  static long tokens(Path file) throws IOException {
    long seen = 0;
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        seen++;
      }
    }
    return seen;
  }
}
