package lab.tripleo.generation;

import java.nio.file.Path;

/**
 * A file to be, in memory.
 *
 * @param path relative to the lab folder, never leaving it
 * @param content ends with a line feed
 */
public record GeneratedFile(Path path, String content) {
  public GeneratedFile {
    if (path.isAbsolute() || path.normalize().startsWith("..")) {
      throw new IllegalArgumentException("outside the lab folder: " + path);
    }
  }
}
