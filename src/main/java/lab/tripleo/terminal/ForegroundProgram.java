package lab.tripleo.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import org.jline.utils.Signals;

/**
 * Runs a program in the foreground: its streams, signals and exit code are as if the user had
 * started it in a shell.
 */
public final class ForegroundProgram {
  /** As in a shell, the exit code of a program that signal n ended is this plus n. */
  private static final int SIGNALLED = 128;

  private ForegroundProgram() {}

  /**
   * Runs a program to its end.
   *
   * @return its exit code; 255 is also ssh's own for "could not connect"
   */
  public static int run(List<String> argv) throws UserError, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
    // The terminal sends signals to the program too. The program handles them; we only wait for it.
    Object interrupt = Signals.register("INT", () -> {});
    Object quit = Signals.register("QUIT", () -> {});
    try {
      restoreLocale(builder.environment());
      int exit = builder.start().waitFor();
      return exit < 0 ? SIGNALLED - exit : exit;
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "cannot start " + builder.command().get(0) + ": " + e.getMessage(),
          "`tripleo-lab setup` installs what is missing",
          e);
    } finally {
      Signals.unregister("INT", interrupt);
      Signals.unregister("QUIT", quit);
    }
  }

  /** The launcher may have replaced the user's LC_ALL for Java. */
  private static void restoreLocale(Map<String, String> environment) {
    String own = System.getProperty("tripleo-lab.lc-all");
    if (own != null && own.isEmpty()) {
      environment.remove("LC_ALL");
    } else if (own != null) {
      environment.put("LC_ALL", own);
    }
  }
}
