package lab.tripleo.execution;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits a byte stream into lines of UTF-8; very long lines are delivered in pieces, so that memory
 * is bounded.
 */
final class LineSplitter extends OutputStream {
  private static final int LONGEST = 1 << 20;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n') {
      deliver();
      return;
    }
    line.write(octet);
    if (line.size() >= LONGEST) {
      deliver();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void deliver() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  /** Delivers the rest after the last line end. */
  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      deliver();
    }
  }
}
