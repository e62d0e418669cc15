package lab.tripleo.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/**
 * Ends this program for another one. The launcher runs that one after this program has ended, so
 * that no Java stays beside a shell. Streams, signals and exit code are as if the user had started
 * it.
 *
 * @param argv program and arguments; no shell interprets them
 * @param mark the line after which the launcher prints the output; empty: from the start
 * @param reported the exit codes with which the launcher starts this program again, with the same
 *     arguments. Then {@link #ended} has the code
 */
public record Handover(List<String> argv, String mark, Set<Integer> reported) {
  private static final Pattern FOLDERS = Pattern.compile(":");

  /** A program whose whole output is printed and whose exit code does not matter. */
  public static Handover to(List<String> argv) {
    return new Handover(List.copyOf(argv), "", Set.of());
  }

  /** As this one, with exit codes to report. */
  public Handover reporting(Set<Integer> codes) {
    return new Handover(argv, mark, codes);
  }

  /** The exit code of the program, one of those to report; 0 before it ran. */
  public static int ended() {
    return Integer.getInteger("tripleo-lab.ended", 0);
  }

  /**
   * Tells the launcher what to run. The caller must end without further output.
   *
   * @return the exit code with which to end: 0
   * @throws UserError if the program is not installed, or this one runs without the launcher
   */
  public int write() throws UserError {
    requireInstalled(argv.get(0));
    String file = System.getProperty("tripleo-lab.handover");
    if (file == null) {
      throw new UserError(
          ExitCode.USAGE,
          "only the launcher can run " + argv.get(0),
          "start this program with the script tripleo-lab");
    }
    List<String> fields = new ArrayList<>();
    fields.add(mark);
    fields.add(reported.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    fields.addAll(argv);
    try {
      Files.writeString(Path.of(file), String.join("\0", fields) + "\0", StandardCharsets.UTF_8);
      return ExitCode.DONE.number();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE, "cannot write " + file + ": " + e.getMessage(), "", e);
    }
  }

  private static void requireInstalled(String program) throws UserError {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    if (FOLDERS.splitAsStream(path).noneMatch(it -> Files.isExecutable(Path.of(it, program)))) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "cannot start " + program + ": it is not installed",
          "`tripleo-lab setup` installs what is missing");
    }
  }
}
