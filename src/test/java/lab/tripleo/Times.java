package lab.tripleo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Records how long tests waited for shared resources in {@code target/times.tsv}: a line has kind,
 * name and seconds. {@code ./check} prints the sums.
 */
public final class Times {
  private static final Path FILE = Path.of("target/times.tsv");

  private Times() {}

  /** An action that takes time. */
  public interface Work {
    void run() throws IOException;
  }

  /** Runs the action and records its time, whether it succeeds or not. */
  public static void measure(String kind, String name, Work work) throws IOException {
    long start = System.nanoTime();
    try {
      work.run();
    } finally {
      keep(kind, name, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Writes a line at once, because several tests and processes append to the file. */
  private static void keep(String kind, String name, double seconds) {
    String line = String.format(Locale.ROOT, "%s\t%s\t%.1f\n", kind, name, seconds);
    try {
      Files.createDirectories(FILE.getParent());
      Files.write(
          FILE,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
