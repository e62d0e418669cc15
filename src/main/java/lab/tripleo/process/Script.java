package lab.tripleo.process;

import java.util.ArrayList;
import java.util.List;
import lab.tripleo.files.Resource;
import lab.tripleo.files.Sha256;

/**
 * A shell script of this program, identical in every lab.
 *
 * @param name its name in messages of the shell
 */
public record Script(String name, String text) {
  private static final int DIGITS = 12;

  /**
   * Reads a script from the program's resources.
   *
   * @param resource its path, such as {@code sandbox/build-image}
   */
  public static Script named(String resource) {
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    return new Script(name, new Resource(resource).text());
  }

  /**
   * The argument list for a shell that runs this script.
   *
   * @param shell the shell, such as {@code sh}
   * @param arguments the script's {@code $1} and so on
   */
  public List<String> command(String shell, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(shell, "-c", text, name));
    argv.addAll(arguments);
    return List.copyOf(argv);
  }

  /** A hash of the script: 12 hexadecimal digits. */
  public String version() {
    return Sha256.of(text).hex(DIGITS);
  }
}
