package lab.tripleo.execution;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Takes lines from a stream that must be drained whatever happens: a full disk only costs lines.
 */
final class LogFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;
  private IOException failure;

  LogFile(Path file) throws IOException {
    this.file = file;
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  synchronized void line(String line) {
    if (failure != null) {
      return;
    }
    try {
      writer.write(line);
      writer.newLine();
      writer.flush(); // so that it can be followed
    } catch (IOException full) {
      failure = full;
    }
  }

  /** What to tell when lines were lost. */
  synchronized Optional<String> complaint() {
    return Optional.ofNullable(failure)
        .map(cause -> "could not write all of " + file + ": " + cause.getMessage());
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException full) {
      failure = full;
    }
  }
}
