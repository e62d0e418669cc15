package lab.tripleo.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A bash script of the program's own, known by its content. */
record Script(String text) {
  /** Reads {@code sandbox/NAME} of the program's resources. */
  static Script named(String name) {
    String resource = "sandbox/" + name;
    try (InputStream in = Script.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + resource);
      }
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes when the script does: 12 hexadecimal digits. */
  String version() {
    return SandboxName.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }
}
