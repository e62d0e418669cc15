package lab.tripleo.process;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quotes arguments for a POSIX shell. */
public final class ShellWords {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** Quotes one argument. */
  public static String quote(String argument) {
    return HARMLESS.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** Quotes all arguments and separates them with spaces. */
  public static String line(Collection<String> arguments) {
    return arguments.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }
}
