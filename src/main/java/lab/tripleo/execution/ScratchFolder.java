package lab.tripleo.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A private folder with a short and plain path, for a run's time: a socket's path may not exceed
 * 108 bytes, and Ansible cuts its search paths at colons, while a lab folder may be called
 * anything.
 *
 * <p>What Ansible keeps in it may hold secrets. The record says where it is for as long as it is
 * there, so that whoever closes the record of a killed run can remove it.
 */
final class ScratchFolder implements AutoCloseable {
  private static final String CALLBACK = "ansible/callback_plugins/tripleo_lab_events.py";

  private static final String NOTE = "temporary-folder";

  private final Path folder;
  private final Path note;

  ScratchFolder(Path runFolder) throws IOException {
    note = runFolder.resolve(NOTE);
    folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "tl-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(note, folder.toString());
    Files.createDirectories(controlPaths());
    Files.createDirectories(plugins());
    try (InputStream callback =
        ScratchFolder.class.getClassLoader().getResourceAsStream(CALLBACK)) {
      Files.copy(callback, plugins().resolve("tripleo_lab_events.py"));
    }
  }

  Path controlPaths() {
    return folder.resolve("c");
  }

  Path plugins() {
    return folder.resolve("p");
  }

  Path temporary() {
    return folder.resolve("t");
  }

  /** Ends the shared ssh connections: they would outlive the run by minutes. */
  private void closeConnections(Map<String, String> environment) {
    try (Stream<Path> sockets = Files.list(controlPaths())) {
      for (Path socket : sockets.toList()) {
        List<String> argv = List.of("ssh", "-o", "ControlPath=" + socket, "-O", "exit", "lab");
        new ZtProcessRunner()
            .run(
                new Invocation(argv, folder, environment, Duration.ofSeconds(10)),
                line -> {},
                line -> {});
      }
    } catch (IOException noSsh) {
      // Then there are no connections either.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void close(Map<String, String> environment) {
    closeConnections(environment);
    close();
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(folder, new Deletion());
      Files.deleteIfExists(note);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** A socket may vanish while its owner ends. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException gone) throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
