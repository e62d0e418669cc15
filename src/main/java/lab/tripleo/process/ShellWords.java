package lab.tripleo.process;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Arguments as words of a POSIX shell, which gives them back unchanged. */
public final class ShellWords {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** One word. */
  public static String quote(String argument) {
    return HARMLESS.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** All of them, with blanks between. */
  public static String line(Collection<String> arguments) {
    return arguments.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }
}
