package lab.tripleo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks again and again at the arguments and the environment of every process there is. Those in
 * containers are among them, so that both ends of an ssh connection are seen.
 */
final class ProcessLists implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(40);

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::look, "process-lists");
  private volatile boolean stopped;

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
    while (!stopped) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          keep(process.resolve("cmdline"));
          keep(process.resolve("environ"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Command.pause(PAUSE);
    }
  }

  private void keep(Path file) {
    try {
      seen.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException endedOrNotOurs) {
      // The next look finds another one.
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
