package lab.tripleo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Keeps how long tests waited for what they share, in {@code target/times.tsv}: a line of kind,
 * name and seconds each. {@code ./check} adds them up at its end.
 */
public final class Times {
  private static final Path FILE = Path.of("target/times.tsv");

  private Times() {}

  /** What takes time. */
  public interface Work {
    void run() throws IOException;
  }

  /** Does the work and keeps how long it took, whether it succeeds or not. */
  public static void measure(String kind, String name, Work work) throws IOException {
    long start = System.nanoTime();
    try {
      work.run();
    } finally {
      keep(kind, name, (System.nanoTime() - start) / 1e9);
    }
  }

  /** One write of a line: several tests and processes add to the file at the same time. */
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
