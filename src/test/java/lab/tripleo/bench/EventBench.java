package lab.tripleo.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.Theme;

/** Events per second and heap, against bare Jackson passes over the same file. */
final class EventBench {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 3;

  private EventBench() {}

  static void run(Path folder, PrintStream out) throws IOException, InterruptedException {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    for (int events : new int[] {10_000, 100_000, 1_000_000}) {
      Path file = folder.resolve("events.jsonl");
      EventFile.ofEvents(events, file);
      long[] heap = new long[1];
      double[] millis =
          Bench.medians(
              ROUNDS,
              WARM_UPS,
              thread::getCurrentThreadCpuTime,
              List.of(() -> tokens(file), () -> trees(file), () -> heap[0] = follow(file)));
      String name = "events " + events;
      Bench.print(
          out,
          name + " per second",
          events / millis[2] * 1000,
          "1/s",
          millis[1] / millis[2],
          "Jackson, a tree a line");
      Bench.print(
          out, name + " processor", millis[2], "ms", millis[0] / millis[2], "Jackson, tokens");
      Bench.print(out, name + " heap kept", heap[0] / 1048576.0, "MiB", 0, "");
    }
  }

  /**
   * What a run does with its events: decodes them, keeps their state and prints plain lines.
   *
   * @return bytes of heap in use after the last event
   */
  private static long follow(Path file) throws IOException {
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
    System.gc();
    return state.hosts().isEmpty() ? 0 : used();
  }

  private static long used() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(it -> it.getUsed())
        .sum();
  }

  /** To a tree for each line. */
  private static void trees(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (MAPPER.readTree(line).isEmpty()) {
          throw new IOException("not an event: " + line);
        }
      }
    }
  }

  /** Over the tokens of the whole file; keeps nothing, and skips most texts. */
  private static void tokens(Path file) throws IOException {
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        // The next one.
      }
    }
  }
}
