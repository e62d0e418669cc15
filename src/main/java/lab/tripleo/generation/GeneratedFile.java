package lab.tripleo.generation;

import java.nio.file.Path;

/**
 * A generated file, in memory.
 *
 * @param path relative to the lab folder and inside it
 * @param content ends with a line feed
 */
public record GeneratedFile(Path path, String content) {
  public GeneratedFile {
    if (path.isAbsolute() || path.normalize().startsWith("..")) {
      throw new IllegalArgumentException("outside the lab folder: " + path);
    }
  }
}
