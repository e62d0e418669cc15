package lab.tripleo.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A shell script of this program, the same bytes in every lab.
 *
 * @param name the one that it has in messages of the shell
 */
public record Script(String name, String text) {
  private static final int DIGITS = 12;

  /**
   * Reads a script from the program's resources.
   *
   * @param resource its path there, such as {@code sandbox/build-image}
   */
  public static Script named(String resource) {
    try (InputStream in = Script.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Script(resource.substring(resource.lastIndexOf('/') + 1), text);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * The argument list that has a shell run this script.
   *
   * @param shell the shell, such as {@code sh}
   * @param arguments what the script gets as {@code $1} and so on
   */
  public List<String> command(String shell, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(shell, "-c", text, name));
    argv.addAll(arguments);
    return List.copyOf(argv);
  }

  /** Changes when the script does: 12 hexadecimal digits. */
  public String version() {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
