package lab.tripleo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import lab.tripleo.cli.command.CheckCommand;
import lab.tripleo.cli.command.CleanCommand;
import lab.tripleo.cli.command.DiagramCommand;
import lab.tripleo.cli.command.DoctorCommand;
import lab.tripleo.cli.command.ExportCommand;
import lab.tripleo.cli.command.FetchResultsCommand;
import lab.tripleo.cli.command.GenerateCommand;
import lab.tripleo.cli.command.InitCommand;
import lab.tripleo.cli.command.ReportCommand;
import lab.tripleo.cli.command.RunCommand;
import lab.tripleo.cli.command.RunsCommand;
import lab.tripleo.cli.command.SandboxCommand;
import lab.tripleo.cli.command.SetupCommand;
import lab.tripleo.cli.command.StagesCommand;
import lab.tripleo.cli.command.WatchCommand;
import lab.tripleo.cli.shortcut.IpmitoolCommand;
import lab.tripleo.cli.shortcut.OpenstackCommand;
import lab.tripleo.cli.shortcut.PassThrough;
import lab.tripleo.cli.shortcut.PodmanBashCommand;
import lab.tripleo.cli.shortcut.PodmanCommand;
import lab.tripleo.cli.shortcut.PodmanRestartCommand;
import lab.tripleo.cli.shortcut.RsyncCommand;
import lab.tripleo.cli.shortcut.SshCommand;
import lab.tripleo.cli.shortcut.VbmcCommand;
import lab.tripleo.cli.shortcut.VirshCommand;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.run.HostAccess;
import lab.tripleo.run.HostCommands;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.LogCollection;
import lab.tripleo.run.PlaybookExecution;
import lab.tripleo.run.ProgramCommands;
import lab.tripleo.run.ReportFiles;
import lab.tripleo.run.RunWatch;
import lab.tripleo.run.Sandboxes;
import lab.tripleo.run.StageCheck;
import lab.tripleo.run.StageRunner;
import lab.tripleo.run.WorkerFailures;
import lab.tripleo.terminal.Interruption;
import lab.tripleo.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The program: its commands wired together, and its exit codes. */
public final class Program {
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
      synopsisSubcommandLabel = "COMMAND",
      subcommands = {HelpCommand.class, AutoComplete.GenerateCompletion.class})
  private static final class Root {
    @Mixin private final LabOptions options = new LabOptions();
  }

  /** Runs one command. */
  public int run(String... arguments) {
    Interruption.ofThisThread();
    Root root = new Root();
    CommandLine program = new CommandLine(root);
    addCommands(program, root.options);
    program
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(
            Arrays.stream(ExitCode.values())
                .collect(
                    Collectors.toMap(
                        it -> Integer.toString(it.number()),
                        ExitCode::meaning,
                        (a, b) -> a,
                        LinkedHashMap::new)));
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

  private void addCommands(CommandLine program, LabOptions options) {
    LabSession session = new LabSession(() -> options.folder, terminal, Clock.systemUTC());
    Commands commands = new ProgramCommands();
    Sandboxes sandboxes = new Sandboxes(session, commands, terminal);
    HostAccess hostAccess = new HostAccess(session, sandboxes, commands, terminal);
    HostCommands hostCommands = new HostCommands(session, commands, terminal);
    program.addSubcommand(new InitCommand(terminal));
    program.addSubcommand(new SetupCommand(session, hostAccess, terminal));
    program.addSubcommand(new DoctorCommand(session, hostAccess, terminal));
    program.addSubcommand(new GenerateCommand(session, terminal));
    program.addSubcommand(new ExportCommand(session, hostAccess, commands, terminal));
    program.addSubcommand(new DiagramCommand(session, terminal));
    LogCollection logs = new LogCollection(session, commands, hostCommands, terminal);
    ReportFiles reportFiles = new ReportFiles(session, terminal);
    PlaybookExecution execution = new PlaybookExecution(session, reportFiles, Version.ofProgram());
    StageRunner runner = new StageRunner(session, hostAccess, execution, logs, terminal);
    program.addSubcommand(new RunCommand(runner));
    program.addSubcommand(
        new CheckCommand(new StageCheck(session, hostAccess, execution, terminal)));
    program.addSubcommand(new CleanCommand(runner));
    program.addSubcommand(new StagesCommand(session, terminal));
    program.addSubcommand(new RunsCommand(session, terminal));
    program.addSubcommand(new WatchCommand(new RunWatch(session, terminal)));
    program.addSubcommand(new ReportCommand(session, reportFiles, terminal));
    program.addSubcommand(new FetchResultsCommand(session, logs, terminal));
    program.addSubcommand(new SshCommand(hostCommands));
    program.addSubcommand(new RsyncCommand(hostCommands, terminal));
    program.addSubcommand(new VirshCommand(hostCommands));
    program.addSubcommand(new VbmcCommand(hostCommands));
    program.addSubcommand(new IpmitoolCommand(hostCommands));
    program.addSubcommand(new OpenstackCommand(hostCommands));
    program.addSubcommand(new PodmanCommand(hostCommands));
    program.addSubcommand(new PodmanBashCommand(hostCommands));
    program.addSubcommand(new PodmanRestartCommand(hostCommands, terminal));
    program.addSubcommand(new SandboxCommand(session, sandboxes, hostAccess, terminal));
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
