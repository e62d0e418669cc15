package lab.tripleo.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.tripleo.run.GenerationStamp;
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
   * Runs the commands.
   *
   * @param arguments a folder that does not exist yet
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Path lab = Path.of(arguments[0]);
    run("init", lab.toString());
    Files.createFile(lab.resolve("workspace/ssh.config"));
    System.setProperty("tripleo-lab.handover", lab.resolve("workspace/handover").toString());
    COMMANDS.forEach(it -> run(it, lab));
    // Until the generated files are old enough to be known as up to date.
    Thread.sleep(GenerationStamp.GRANULARITY.plusMillis(500).toMillis());
    run(List.of("generate"), lab);
    run(List.of("generate"), lab);
    // With the class that has no other work.
    Main.main(new String[] {"--version"});
  }

  private static void run(List<String> command, Path lab) {
    run(Stream.concat(Stream.of("-C", lab.toString()), command.stream()).toArray(String[]::new));
  }

  private static void run(String... words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    new Program(new Terminal(nowhere, nowhere, new Terminal.Fds(false, false, false))).run(words);
  }
}
