package lab.tripleo.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file that is part of the program.
 *
 * @param name path on the class path, without a leading slash
 */
public record Resource(String name) {

  /** The content as text in UTF-8. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * The content.
   *
   * @throws IllegalStateException when the program was built without it
   */
  public byte[] bytes() {
    try (InputStream in = Resource.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
