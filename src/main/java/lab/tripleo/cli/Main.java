package lab.tripleo.cli;

import java.util.Locale;
import lab.tripleo.terminal.Terminal;

/** Entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Some libraries word their errors, and numbers, by the user's language; ours are English.
    Locale.setDefault(Locale.ROOT);
    int code = new Program(Terminal.standard()).run(arguments);
    // From Java 21 on, exit looks for a logger first, in all libraries. The end of main needs none.
    if (code != 0 || Thread.activeCount() > 1) {
      System.exit(code);
    }
  }
}
