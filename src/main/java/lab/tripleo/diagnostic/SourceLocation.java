package lab.tripleo.diagnostic;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param file relative to the lab folder
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1, in characters; 0 when the whole line or file is meant
 */
public record SourceLocation(Path file, int line, int column) {
  public SourceLocation {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("negative position: " + line + ":" + column);
    }
  }

  /** The file as a whole. */
  public static SourceLocation of(Path file) {
    return new SourceLocation(file, 0, 0);
  }

  /** {@code file:line:column}, without the parts that are 0. */
  @Override
  public String toString() {
    String path = file.toString().replace('\\', '/');
    if (line == 0) {
      return path;
    }
    return column == 0 ? path + ":" + line : path + ":" + line + ":" + column;
  }
}
