package lab.tripleo.cli;

import java.util.Locale;
import lab.tripleo.terminal.Terminal;

/** Entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Some libraries word their errors, and numbers, by the user's language; ours are English.
    Locale.setDefault(Locale.ROOT);
    System.exit(new Program(Terminal.standard()).run(arguments));
  }
}
