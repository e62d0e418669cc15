package lab.tripleo.process;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Hands commands to an account's login shell, which may be bash, zsh, fish or tcsh and may have
 * start-up files that print text, and finds the command's own output.
 */
public final class LoginShell {
  /** The line between the output of start-up files and that of the command. */
  public static final String MARK = "--- tripleo-lab: answer ---";

  /** A bash that sshd seems to have started would read .bashrc again. */
  private static final String PREPARE = "unset BASH_ENV; SHLVL=9; export SHLVL\n";

  private LoginShell() {}

  /**
   * The line for the login shell; sh runs the command, with the standard streams of the line.
   *
   * @param command in the syntax of sh
   */
  public static String line(String command) {
    // Quotes, exclamation marks and line ends mean something else in each login shell.
    byte[] text = (PREPARE + command).getBytes(StandardCharsets.UTF_8);
    return "exec sh -c 'eval \"$(echo "
        + Base64.getEncoder().encodeToString(text)
        + " | base64 -d)\"'";
  }

  /** As {@link #line}; a mark separates the answer from the output of start-up files. */
  public static String markedLine(String command) {
    // The output of a start-up file may lack its last line end.
    return line("printf '\\n%s\\n' '" + MARK + "'\n" + command);
  }

  /** The lines after the mark; empty if the command was not started. */
  public static List<String> answer(List<String> lines) {
    int mark = lines.indexOf(MARK);
    return mark < 0 ? List.of() : lines.subList(mark + 1, lines.size());
  }

  /** The lines that start-up files printed before the mark; empty if there is no mark. */
  public static List<String> startUpOutput(List<String> lines) {
    List<String> before = lines.subList(0, Math.max(0, lines.indexOf(MARK)));
    return before.stream().filter(it -> !it.isBlank()).toList();
  }
}
