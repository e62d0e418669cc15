package lab.tripleo.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.reporting.Columns;
import lab.tripleo.reporting.Theme;

/**
 * The program's standard streams. Others only hand them to a program in the foreground, or read a
 * password from standard input.
 */
public final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final Fds fds;
  private boolean quiet;
  private boolean verbose;
  private Theme theme = Theme.PLAIN;

  /**
   * Which of the standard streams are terminals. The launcher passes this on, since the JDK cannot
   * tell them apart.
   */
  public record Fds(boolean in, boolean out, boolean err) {
    static Fds fromLauncher() {
      String terminals = System.getProperty("tripleo-lab.terminals", "");
      return new Fds(terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
    }
  }

  public Terminal(PrintStream out, PrintStream err, Fds fds) {
    this.out = out;
    this.err = err;
    this.fds = fds;
  }

  public static Terminal standard() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(out, err, Fds.fromLauncher());
    terminal.color("auto");
    return terminal;
  }

  /**
   * Switches colours.
   *
   * @param when {@code auto}, {@code always} or {@code never}
   */
  public void color(String when) {
    boolean fit = fds.out() && System.getenv("NO_COLOR") == null && !isDumb();
    theme = when.equals("always") || (when.equals("auto") && fit) ? Theme.COLOR : Theme.PLAIN;
  }

  public void verbosity(boolean nowQuiet, boolean nowVerbose) {
    quiet = nowQuiet;
    verbose = nowVerbose;
  }

  public Theme theme() {
    return theme;
  }

  /** How the screen shows text. Where the user's locale is not UTF-8, the launcher says so. */
  Columns columns() {
    return new Columns(System.getProperty("tripleo-lab.lc-all") == null);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public Fds fds() {
    return fds;
  }

  /** Prints a line of the result to standard output. */
  public void print(String line) {
    out.println(line);
  }

  /** Prints a message to standard error, unless the program is quiet ({@code -q}). */
  public void say(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  public boolean isQuiet() {
    return quiet;
  }

  /** Columns for standard error; without a limit where it is no terminal. */
  public int errorWidth() {
    int width = fds.err() ? LiveScreen.width() : 0;
    return width > 0 ? width : Integer.MAX_VALUE;
  }

  boolean isVerbose() {
    return verbose;
  }

  /** Prints a detail to standard error, only with {@code -v}. */
  public void detail(String line) {
    if (verbose) {
      err.println(theme.faint(line));
    }
  }

  public void warn(String line) {
    err.println(theme.changed("warning: ") + line);
  }

  boolean canShowLive() {
    return fds.out() && !isDumb();
  }

  private static boolean isDumb() {
    String term = System.getenv("TERM");
    return term == null || term.equals("dumb");
  }

  /**
   * Asks a yes-or-no question at the terminal. The answer is no when standard input is no terminal.
   */
  public boolean confirm(String question) throws IOException {
    if (!fds.in()) {
      return false;
    }
    err.print(question + " [y/N] ");
    err.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  /** Reads a password without echo; absent when standard input is no terminal. */
  @SuppressWarnings(
      "SystemConsoleNull") // never null in newer JDKs: there, the launcher's value decides
  public Optional<char[]> password(String prompt) {
    Console console = fds.in() ? System.console() : null;
    return console == null
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", prompt));
  }
}
