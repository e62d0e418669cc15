package lab.tripleo.export;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file to be handed over.
 *
 * @param path relative, with {@code /} between its parts, without {@code ..}
 * @param program whether it can be started
 */
public record ExportedFile(String path, String content, boolean program) {
  public ExportedFile {
    List<String> parts = List.of(path.split("/", -1));
    if (parts.contains("") || parts.contains(".") || parts.contains("..")) {
      throw new IllegalArgumentException("not a relative path: " + path);
    }
  }

  byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** As chmod takes it, with the kind of file as tar takes it. */
  int mode() {
    return program ? 0100755 : 0100644;
  }
}
