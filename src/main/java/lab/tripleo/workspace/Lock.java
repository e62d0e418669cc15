package lab.tripleo.workspace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * One command at a time works on a lab. The operating system frees the lock of a dead holder; the
 * file stays and only tells who holds it.
 */
public final class Lock implements AutoCloseable {
  private static final int LONGEST = 4096;

  private final FileChannel channel;
  private final FileLock lock;

  private Lock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock or fails at once.
   *
   * @param command what to tell others that it is held for
   * @throws LockedException when somebody has it
   * @throws WorkspaceException when the file is a link, a folder or a device
   */
  public static Lock take(Workspace workspace, String command, Clock clock) throws IOException {
    Path file = PrivateFiles.folder(workspace.folder()).resolve("lock");
    refuseAnythingButAFile(file);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new LockedException(holder(channel));
      }
      Lock taken = new Lock(channel, lock);
      taken.sign(command, clock);
      return taken;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** The lock's text would be written over what a link points to. */
  private static void refuseAnythingButAFile(Path file) throws WorkspaceException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new WorkspaceException(
          file + " is not a regular file", "delete it, or move it away: it is then made anew");
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byOurselves) {
      return null;
    }
  }

  private void sign(String command, Clock clock) throws IOException {
    String text =
        "'%s' (process %d on %s, since %s)\n"
            .formatted(
                command.replace('\n', ' '),
                ProcessHandle.current().pid(),
                hostName(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "this machine";
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
    channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "one that has just started" : text;
  }

  boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
      lock.release();
    }
  }
}
