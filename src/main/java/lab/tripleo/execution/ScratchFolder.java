package lab.tripleo.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.tripleo.files.Resource;
import lab.tripleo.files.TemporaryFolder;

/**
 * Ansible's folder for sockets, plugins and temporary files during a run; it may hold secrets. Its
 * path is short and plain, because a socket's path has at most 108 bytes and Ansible splits search
 * paths at colons. The path of a lab folder may be long or contain colons.
 */
final class ScratchFolder implements AutoCloseable {
  private static final Resource CALLBACK =
      new Resource("ansible/callback_plugins/tripleo_lab_events.py");

  private final TemporaryFolder folder;

  ScratchFolder(Path runFolder) throws IOException {
    folder = TemporaryFolder.of(runFolder);
    Files.createDirectories(controlPaths());
    Files.createDirectories(plugins());
    Files.write(plugins().resolve("tripleo_lab_events.py"), CALLBACK.bytes());
  }

  Path controlPaths() {
    return folder.path().resolve("c");
  }

  Path plugins() {
    return folder.path().resolve("p");
  }

  Path temporary() {
    return folder.path().resolve("t");
  }

  /** Closes the shared ssh connections, which would stay open for minutes. */
  private void closeConnections(Map<String, String> environment) {
    try (Stream<Path> sockets = Files.list(controlPaths())) {
      for (Path socket : sockets.toList()) {
        List<String> argv = List.of("ssh", "-o", "ControlPath=" + socket, "-O", "exit", "lab");
        new ZtProcessRunner()
            .run(
                new Invocation(argv, folder.path(), environment, Duration.ofSeconds(10)),
                line -> {},
                line -> {});
      }
    } catch (IOException noSsh) {
      // Without ssh there are no connections.
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
      folder.delete();
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
