package lab.tripleo.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A lock file that one program at a time holds. The operating system frees it when its holder dies;
 * the file itself stays, and can name the holder.
 */
public final class Mutex implements AutoCloseable {
  private static final Duration RETRY_EVERY = Duration.ofMillis(200);
  private static final int LONGEST_NAME = 4096;

  private final FileChannel channel;
  private final FileLock lock;

  private Mutex(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the mutex unless it is held.
   *
   * @param holder what {@link #holder} tells others
   * @throws IOException when the file cannot be opened, for example because it is a symbolic link
   */
  public static Optional<Mutex> tryTake(Path file, String holder) throws IOException {
    FileChannel channel = open(file);
    Mutex taken = null;
    try {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        taken = new Mutex(channel, lock);
      }
    } finally {
      if (taken == null) {
        channel.close();
      }
    }
    return Optional.ofNullable(taken);
  }

  /**
   * Takes the mutex as soon as it is free.
   *
   * @param onWait runs once, when the mutex is held by another
   */
  public static Mutex await(Path file, Runnable onWait) throws IOException, InterruptedException {
    // One channel for all attempts: to close another one of the same file would free the mutex for
    // a thread of this program that holds it.
    FileChannel channel = open(file);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
      if (lock == null) {
        onWait.run();
      }
      while (lock == null) {
        Thread.sleep(RETRY_EVERY.toMillis());
        lock = tryLock(channel);
      }
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return new Mutex(channel, lock);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        OwnerOnly.fileMode());
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByAnotherThread) {
      return null;
    }
  }

  /** What the present holder wrote into the file; empty when it has not yet. */
  public static String holder(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer buffer = ByteBuffer.allocate(LONGEST_NAME);
      channel.read(buffer, 0);
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    }
  }

  public boolean isHeld() {
    return lock.isValid();
  }

  /** Frees the mutex. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!Thread.currentThread().isInterrupted()) { // else it could not write, only close
        channel.truncate(0);
      }
    }
  }
}
