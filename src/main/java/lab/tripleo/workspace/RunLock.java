package lab.tripleo.workspace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lab.tripleo.files.Mutex;

/** The run lock: one command at a time works on a lab. The lock file names the command. */
public final class RunLock implements AutoCloseable {
  private final Mutex mutex;

  private RunLock(Mutex mutex) {
    this.mutex = mutex;
  }

  /**
   * Takes the lock or fails at once.
   *
   * @param command the name that other commands report as the holder
   * @throws LockedException when another command holds it
   * @throws WorkspaceException when the file is a link, a folder or a device
   */
  public static RunLock take(Workspace workspace, String command, Clock clock) throws IOException {
    Path file = PrivateFiles.folder(workspace.folder()).resolve("lock");
    refuseAnythingButAFile(file);
    Optional<Mutex> mutex = Mutex.tryTake(file, signature(command, clock));
    if (mutex.isEmpty()) {
      throw new LockedException(Mutex.holder(file));
    }
    return new RunLock(mutex.get());
  }

  /** A link could point to a file of the user, which would be overwritten. */
  private static void refuseAnythingButAFile(Path file) throws WorkspaceException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new WorkspaceException(
          file + " is not a regular file", "delete it or move it away; it is then recreated");
    }
  }

  private static String signature(String command, Clock clock) {
    return "'%s' (process %d on %s, since %s)"
        .formatted(
            command.replace('\n', ' '),
            ProcessHandle.current().pid(),
            hostName(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "this machine";
    }
  }

  boolean isHeld() {
    return mutex.isHeld();
  }

  @Override
  public void close() throws IOException {
    mutex.close();
  }
}
