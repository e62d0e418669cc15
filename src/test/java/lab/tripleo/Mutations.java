package lab.tripleo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Texts with random changes, identical in every run. A test sets the number; {@code
 * tripleo-lab.fuzz} sets a time in seconds instead.
 */
public final class Mutations {
  private static final long SEED = 20_260_501L;

  private final Random random = new Random(SEED);

  /** Tries one text. */
  public interface Try {
    void run() throws IOException;
  }

  /**
   * Tries texts.
   *
   * @param times the number of texts if no time is set
   */
  public static void repeat(int times, Try one) throws IOException {
    String seconds = System.getProperty("tripleo-lab.fuzz", "");
    if (seconds.isEmpty()) {
      for (int i = 0; i < times; i++) {
        one.run();
      }
    } else {
      Instant end = Instant.now().plusSeconds(Long.parseLong(seconds));
      while (Instant.now().isBefore(end)) {
        one.run();
      }
    }
  }

  public <T> T anyOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** One to four changes. */
  public byte[] changed(byte[] before) {
    byte[] bytes = before.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    byte[] middle =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0];
          case 1 -> anyOf(HostileStrings.all()).getBytes(StandardCharsets.UTF_8);
          case 2 -> new byte[] {(byte) random.nextInt(256)};
          case 3 -> Arrays.copyOfRange(bytes, Math.max(0, from - 60), from);
          default -> new byte[] {(byte) "<>&\"'${}[]:#-= \n".charAt(random.nextInt(16))};
        };
    byte[] out = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }
}
