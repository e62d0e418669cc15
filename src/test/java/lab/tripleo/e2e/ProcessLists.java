package lab.tripleo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Repeatedly reads the arguments and the environment of every process, including those in
 * containers, so that both ends of an ssh connection are seen.
 */
final class ProcessLists implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(40);

  /** The longer a process stays the same, the less often it is read, to save CPU time for tests. */
  private static final int SETTLED = 25;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::look, "process-lists");
  private volatile boolean stopped;

  /** What was last read of a process, and how often it was the same. */
  private record Last(String arguments, int times) {}

  private ProcessLists() {}

  static ProcessLists sample() {
    ProcessLists lists = new ProcessLists();
    lists.thread.setDaemon(true);
    lists.thread.start();
    return lists;
  }

  /** Everything that was seen. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  private void look() {
    Map<Path, Last> before = new HashMap<>();
    for (int round = 0; !stopped; round++) {
      Map<Path, Last> now = new HashMap<>();
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          Last last = before.getOrDefault(process, new Last("", 0));
          boolean settled = last.times() >= SETTLED && round % SETTLED != 0;
          now.put(process, settled ? last : keep(process, last));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      before = now;
      Command.pause(PAUSE);
    }
  }

  private Last keep(Path process, Last last) {
    String arguments = read(process.resolve("cmdline"));
    if (arguments.equals(last.arguments())) {
      return new Last(arguments, last.times() + 1);
    }
    seen.add(arguments);
    seen.add(read(process.resolve("environ")));
    return new Last(arguments, 1);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException endedOrNotOurs) {
      return "";
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
