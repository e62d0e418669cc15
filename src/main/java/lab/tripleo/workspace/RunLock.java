package lab.tripleo.workspace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lab.tripleo.files.Mutex;

/** The run lock: one command at a time works on a lab. The lock file names the command. */
public final class RunLock implements AutoCloseable {
  /** The system tells the start of a process less exactly. */
  private static final Duration CLOCK_PRECISION = Duration.ofSeconds(2);

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
    Path file = file(PrivateFiles.folder(workspace.folder()));
    refuseAnythingButAFile(file);
    Optional<Mutex> mutex = Mutex.tryTake(file, signature(command, clock));
    if (mutex.isEmpty()) {
      throw new LockedException(Mutex.holder(file));
    }
    return new RunLock(mutex.get());
  }

  private static Path file(Path workspace) {
    return workspace.resolve("lock");
  }

  /**
   * Whether a program holds the lock, as far as the lock file tells: it names its holder. The lock
   * itself is not touched.
   *
   * @param since the program has been running since then, or longer
   * @return true when it cannot be known
   */
  static boolean mayBeHeldBy(Workspace workspace, long pid, Instant since) {
    String holder;
    try {
      holder = Mutex.holder(file(workspace.folder()));
    } catch (NoSuchFileException neverTaken) {
      return false;
    } catch (IOException unreadable) {
      return true;
    }
    String process = "(process " + pid + " on ";
    return holder.contains(process + hostName() + ",")
        ? isRunning(pid, since)
        : holder.contains(process);
  }

  /** Another program may have the number of one that has ended. */
  private static boolean isRunning(long pid, Instant since) {
    Instant latest = since.plus(CLOCK_PRECISION);
    return ProcessHandle.of(pid)
        .filter(it -> it.info().startInstant().map(start -> !start.isAfter(latest)).orElse(true))
        .isPresent();
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
