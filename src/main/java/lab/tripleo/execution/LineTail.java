package lab.tripleo.execution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads the complete lines of a growing file in constant memory; truncates lines that are too long.
 */
final class LineTail implements AutoCloseable {
  static final int LONGEST = 8 * 1024 * 1024;
  private static final int SHOWN = 500;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long length;

  LineTail(Path file) throws IOException {
    channel = FileChannel.open(file);
  }

  /** Delivers every line that is complete. */
  void read(Consumer<String> lines) {
    try {
      while (channel.read(buffer.clear()) > 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          take(buffer.get(), lines);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void take(byte octet, Consumer<String> lines) {
    if (octet != '\n') {
      length++;
      if (line.size() < LONGEST) {
        line.write(octet);
      }
      return;
    }
    lines.accept(text());
    line.reset();
    length = 0;
  }

  private String text() {
    String text = line.toString(StandardCharsets.UTF_8);
    return length > LONGEST
        ? "[an event of " + length + " bytes, too long to read] " + text.substring(0, SHOWN)
        : text;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
