package lab.tripleo.terminal;

import java.io.IOException;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import org.jline.utils.Signals;

/**
 * Hands the terminal to a program: its streams, its signals and its exit code are as if it had been
 * typed.
 */
public final class ForegroundProgram {
  /** A program ended by signal n gives this and n, as in a shell. */
  private static final int SIGNALLED = 128;

  private ForegroundProgram() {}

  /**
   * Runs it to its end.
   *
   * @return its exit code; 255 is also ssh's own for "could not connect"
   */
  public static int run(List<String> argv) throws UserError, InterruptedException {
    // The terminal sends the signal to the program as well: it decides what becomes of it, we only
    // stay to report.
    Object interrupt = Signals.register("INT", () -> {});
    Object quit = Signals.register("QUIT", () -> {});
    try {
      int exit = new ProcessBuilder(argv).inheritIO().start().waitFor();
      return exit < 0 ? SIGNALLED - exit : exit;
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "cannot start " + argv.get(0) + ": " + e.getMessage(),
          "`tripleo-lab setup` installs what is missing",
          e);
    } finally {
      Signals.unregister("INT", interrupt);
      Signals.unregister("QUIT", quit);
    }
  }
}
