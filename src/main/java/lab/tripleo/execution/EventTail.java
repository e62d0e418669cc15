package lab.tripleo.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lab.tripleo.event.RunListener;

/**
 * Follows the growing event file by polling, because a pipe without a reader would block Ansible.
 * Ignores an incomplete last line, which a killed writer leaves.
 */
public record EventTail(Path file, EventDecoder decoder) {
  private static final long POLL_MILLIS = 75;

  /**
   * Delivers the events in order until the writer has ended and the file is read to its end.
   *
   * @param ended is counted down when the writer has ended
   */
  void follow(CountDownLatch ended, RunListener listener) throws IOException, InterruptedException {
    boolean last;
    do {
      last = ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } while (!Files.exists(file) && !last);
    if (!Files.exists(file)) {
      return;
    }
    try (LineTail tail = new LineTail(file)) {
      do {
        last = ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
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
