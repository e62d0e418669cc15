package lab.tripleo.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.reporting.Theme;

/** The program's standard streams; nothing else touches them. */
public final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final Fds fds;
  private boolean quiet;
  private boolean verbose;
  private Theme theme = Theme.PLAIN;

  /**
   * Which of the standard streams are terminals; the launcher knows, the JDK does not tell them
   * apart.
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

  /** Chooses colours: {@code auto}, {@code always} or {@code never}. */
  public void color(String when) {
    boolean fit = fds.out() && System.getenv("NO_COLOR") == null && !isDumb();
    theme = when.equals("always") || (when.equals("auto") && fit) ? Theme.COLOR : Theme.PLAIN;
  }

  public void talkative(boolean nowQuiet, boolean nowVerbose) {
    quiet = nowQuiet;
    verbose = nowVerbose;
  }

  public Theme theme() {
    return theme;
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

  /** The result that was asked for. */
  public void print(String line) {
    out.println(line);
  }

  /** What is going on; not printed with {@code -q}. */
  public void say(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  public boolean isQuiet() {
    return quiet;
  }

  boolean isVerbose() {
    return verbose;
  }

  /** What only {@code -v} shows. */
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
   * Asks a question that a person at the terminal answers with yes or no; no where there is none.
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

  /** Asks for a password without showing it; absent where nobody can be asked. */
  @SuppressWarnings(
      "SystemConsoleNull") // newer JDKs never give null: there, the launcher's word decides
  public Optional<char[]> password(String prompt) {
    Console console = fds.in() ? System.console() : null;
    return console == null
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", prompt));
  }
}
