package lab.tripleo.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One program at a time builds for a cache folder. The operating system frees the lock of a dead
 * holder; the file stays, empty.
 */
final class CacheLock {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param onWait is run once when somebody else has it
   */
  static CacheLock take(Path file, Runnable onWait) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        onWait.run();
        while (tryLock(channel) == null) {
          Thread.sleep(PAUSE.toMillis());
        }
      }
      return new CacheLock(channel);
    } catch (IOException | InterruptedException failed) {
      channel.close();
      throw failed;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byAnotherThread) {
      return null;
    }
  }

  /** Closing the file frees the lock. */
  void close() throws IOException {
    channel.close();
  }
}
