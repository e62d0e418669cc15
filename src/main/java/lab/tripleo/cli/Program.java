package lab.tripleo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import lab.tripleo.cli.shortcut.PassThrough;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.WorkerFailures;
import lab.tripleo.terminal.Interruption;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program: its commands wired together, and its exit codes. */
public final class Program {
  private static final Set<String> VERSION = Set.of("-V", "--version");

  /** Commands that wait for nothing: a signal ends Java itself, which needs no preparation. */
  private static final Set<String> AT_ONCE =
      Set.of("stages", "runs", "ssh", "virsh", "vbmc", "ipmitool", "openstack", "podman");

  private static final String BUG =
      "This is a bug in tripleo-lab. Please report it with what is printed above.";

  private final Terminal terminal;

  public Program(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "tripleo-lab",
      description = "Takes a bare machine to a TripleO lab with straight-line Ansible playbooks.",
      versionProvider = Version.class,
      mixinStandardHelpOptions = true,
      scope = CommandLine.ScopeType.INHERIT,
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root {
    @Mixin private final LabOptions options = new LabOptions();
  }

  /** Runs one command. */
  public int run(String... arguments) {
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      // Picocli takes longer to get ready than Java.
      terminal.print(Version.text());
      return ExitCode.DONE.number();
    }
    if (PassThrough.command(arguments).filter(AT_ONCE::contains).isEmpty()) {
      Interruption.ofThisThread();
    }
    return parseAndRun(arguments);
  }

  private int parseAndRun(String... arguments) {
    Root root = new Root();
    CommandLine program = new CommandLine(root);
    LazyCommands commands = new LazyCommands(root.options, terminal);
    LazyCommands.needed(arguments).forEach(it -> program.addSubcommand(commands.command(it)));
    program
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    program.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setParameterExceptionHandler((e, words) -> wrongUsage(e));
    program.setExecutionStrategy(
        parsed -> {
          terminal.color(root.options.color);
          terminal.verbosity(root.options.quiet, root.options.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    program.setExecutionExceptionHandler((e, command, parsed) -> failure(e, root.options).number());
    return program.execute(PassThrough.separated(arguments));
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode it : ExitCode.values()) {
      meanings.put(Integer.toString(it.number()), it.meaning());
    }
    return meanings;
  }

  /** What is wrong, and where help is: the whole help would push it off the screen. */
  private int wrongUsage(CommandLine.ParameterException e) {
    terminal.err().println(terminal.theme().bad("error: ") + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    terminal
        .err()
        .println(
            "  hint: `"
                + e.getCommandLine().getCommandSpec().qualifiedName()
                + " --help` tells more");
    return ExitCode.USAGE.number();
  }

  private ExitCode failure(Exception e, LabOptions options) {
    if (options.stacktrace) {
      e.printStackTrace(terminal.err());
    }
    if (e instanceof UserError it) {
      return tell(it);
    }
    if (e instanceof InterruptedException) {
      terminal.err().println("Interrupted.");
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof IOException it) {
      return tell(WorkerFailures.of(it));
    }
    if (e instanceof UncheckedIOException it) {
      return tell(WorkerFailures.of(it.getCause()));
    }
    if (!options.stacktrace) {
      e.printStackTrace(terminal.err());
    }
    terminal.err().println(BUG);
    return ExitCode.BUG;
  }

  private ExitCode tell(UserError it) {
    terminal.err().println(terminal.theme().bad("error: ") + it.getMessage());
    it.hint().ifPresent(hint -> terminal.err().println("  hint: " + hint));
    return it.exitCode();
  }
}
