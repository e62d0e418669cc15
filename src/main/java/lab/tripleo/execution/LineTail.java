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
        take(buffer.array(), buffer.position(), lines);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void take(byte[] bytes, int count, Consumer<String> lines) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        end(bytes, from, i, lines);
        from = i + 1;
      }
    }
    keep(bytes, from, count);
  }

  private void end(byte[] bytes, int from, int to, Consumer<String> lines) {
    if (length == 0) {
      // Nearly always: the buffer has the whole line.
      lines.accept(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      return;
    }
    keep(bytes, from, to);
    lines.accept(text());
    line.reset();
    length = 0;
  }

  private void keep(byte[] bytes, int from, int to) {
    length += to - from;
    line.write(bytes, from, Math.min(to - from, LONGEST - line.size()));
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
