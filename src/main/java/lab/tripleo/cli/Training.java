package lab.tripleo.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.tripleo.terminal.Terminal;

/**
 * Runs the usual commands once in a lab of their own, so that Java can record which classes they
 * need. The launcher makes the class archive of it. Contacts nothing.
 */
public final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("run", "--help"),
          List.of("generate"),
          List.of("generate"),
          List.of("generate", "--check"),
          List.of("stages"),
          List.of("runs"),
          List.of("diagram"),
          List.of("virsh", "list"),
          List.of("ssh", "hypervisor-root"),
          // Ends as wrong usage after everything that comes before the first contact.
          List.of("run", "prepare", "--tags", "no-such-section", "--yes"),
          List.of("no-such-command"));

  private Training() {}

  /**
   * @param arguments a folder that does not exist yet
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, new Terminal.Fds(false, false, false));
    new Program(terminal).run("init", arguments[0]);
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(command);
      if (!command.get(0).startsWith("-")) {
        words.addAll(0, List.of("-C", arguments[0]));
      }
      new Program(terminal).run(words.toArray(String[]::new));
    }
    Main.main(new String[] {"--version"});
  }
}
