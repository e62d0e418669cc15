package lab.tripleo.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.event.RunListener;

/**
 * Follows the growing event file by polling, because a pipe without a reader would block Ansible.
 * Ignores an incomplete last line, which a killed writer leaves.
 */
public record EventTail(Path file, EventDecoder decoder) {
  private static final long POLL_MILLIS = 75;

  /** How a follower learns that nothing more is written. */
  public interface End {
    /** Waits for that time, or shorter; whether the writer has ended. */
    boolean within(long millis) throws InterruptedException;
  }

  /**
   * Delivers the events in order until the writer has ended and the file is read to its end.
   *
   * @throws java.io.UncheckedIOException when the file cannot be read any more
   */
  public void follow(End ended, RunListener listener) throws IOException, InterruptedException {
    boolean last;
    do {
      last = ended.within(POLL_MILLIS);
    } while (!Files.exists(file) && !last);
    if (!Files.exists(file)) {
      return;
    }
    try (LineTail tail = new LineTail(file)) {
      do {
        last = ended.within(POLL_MILLIS);
        tail.read(line -> decoder.decode(line).forEach(event -> event.deliverTo(listener)));
      } while (!last);
    }
  }

  /** Delivers the events of a finished run. */
  public void replay(RunListener listener) throws IOException {
    try (LineTail tail = new LineTail(file)) {
      tail.read(line -> decoder.decode(line).forEach(event -> event.deliverTo(listener)));
    }
  }
}
