package lab.tripleo.execution;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.files.OwnerOnly;
import lab.tripleo.secrets.Redaction;

/**
 * Writes the lines of a stream with masked secrets. If the disk is full, lines are lost, but the
 * stream is read on, so that the program does not block.
 */
final class LogFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;
  private final Redaction redaction;
  private IOException failure;

  LogFile(Path file, Redaction redaction) throws IOException {
    this.file = file;
    this.redaction = redaction;
    writer = Files.newBufferedWriter(OwnerOnly.emptyFile(file), StandardCharsets.UTF_8);
  }

  /** Writes a line, and returns it with masked secrets. */
  synchronized String line(String line) {
    String masked = redaction.maskKnown(line);
    if (failure == null) {
      try {
        writer.write(masked);
        writer.newLine();
        writer.flush(); // for readers that follow the file
      } catch (IOException full) {
        failure = full;
      }
    }
    return masked;
  }

  /** The message if lines were lost. */
  synchronized Optional<String> complaint() {
    return Optional.ofNullable(failure).map(cause -> complaint(file, cause.getMessage()));
  }

  static String complaint(Path file, String why) {
    return "could not write all of " + file + ": " + why;
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
