package lab.tripleo.cli;

import java.time.Clock;
import java.util.List;
import java.util.Set;
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
import lab.tripleo.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.HelpCommand;

/**
 * The commands, wired. Reading the annotations of all of them takes longer than most commands run,
 * so only the one that the user names is built. Help, completion and suggestions need all.
 */
final class LazyCommands {
  /** Both look at the other commands. */
  private static final Set<String> NEED_ALL = Set.of("help", "generate-completion");

  /** In the order of the help. */
  private static final List<String> NAMES =
      List.of(
          "help",
          "generate-completion",
          "init",
          "setup",
          "doctor",
          "generate",
          "export",
          "diagram",
          "run",
          "check",
          "clean",
          "stages",
          "runs",
          "watch",
          "report",
          "fetch-results",
          "ssh",
          "rsync",
          "virsh",
          "vbmc",
          "ipmitool",
          "openstack",
          "podman",
          "podman-bash",
          "podman-restart",
          "sandbox");

  private final LabSession session;
  private final Terminal terminal;
  private final Commands commands = new ProgramCommands();

  LazyCommands(LabOptions options, Terminal terminal) {
    this.session = new LabSession(() -> options.folder, terminal, Clock.systemUTC());
    this.terminal = terminal;
  }

  /** The names of the commands that these arguments need. */
  static List<String> needed(String... arguments) {
    return PassThrough.command(arguments)
        .filter(it -> NAMES.contains(it) && !NEED_ALL.contains(it))
        .map(List::of)
        .orElse(NAMES);
  }

  // A switch, not a map of suppliers: to link 25 lambdas takes 10 ms.
  Object command(String name) {
    return switch (name) {
      case "help" -> new HelpCommand();
      case "generate-completion" -> new AutoComplete.GenerateCompletion();
      case "init" -> new InitCommand(terminal);
      case "setup" -> new SetupCommand(session, hostAccess(), terminal);
      case "doctor" -> new DoctorCommand(session, hostAccess(), terminal);
      case "generate" -> new GenerateCommand(session, terminal);
      case "export" -> new ExportCommand(session, hostAccess(), commands, terminal);
      case "diagram" -> new DiagramCommand(session, terminal);
      case "run" -> new RunCommand(runner());
      case "check" -> new CheckCommand(stageCheck());
      case "clean" -> new CleanCommand(runner());
      case "stages" -> new StagesCommand(session, terminal);
      case "runs" -> new RunsCommand(session, terminal);
      case "watch" -> new WatchCommand(new RunWatch(session, terminal));
      case "report" -> new ReportCommand(session, reportFiles(), terminal);
      case "fetch-results" -> new FetchResultsCommand(session, logs(), terminal);
      case "sandbox" -> new SandboxCommand(session, sandboxes(), hostAccess(), terminal);
      default -> shortcut(name);
    };
  }

  private Object shortcut(String name) {
    return switch (name) {
      case "ssh" -> new SshCommand(hostCommands());
      case "rsync" -> new RsyncCommand(hostCommands(), terminal);
      case "virsh" -> new VirshCommand(hostCommands());
      case "vbmc" -> new VbmcCommand(hostCommands());
      case "ipmitool" -> new IpmitoolCommand(hostCommands());
      case "openstack" -> new OpenstackCommand(hostCommands());
      case "podman" -> new PodmanCommand(hostCommands());
      case "podman-bash" -> new PodmanBashCommand(hostCommands());
      case "podman-restart" -> new PodmanRestartCommand(hostCommands(), terminal);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Sandboxes sandboxes() {
    return new Sandboxes(session, commands, terminal);
  }

  private HostAccess hostAccess() {
    return new HostAccess(session, sandboxes(), commands, terminal);
  }

  private HostCommands hostCommands() {
    return new HostCommands(session, commands, terminal);
  }

  private LogCollection logs() {
    return new LogCollection(session, commands, hostCommands(), terminal);
  }

  private ReportFiles reportFiles() {
    return new ReportFiles(session, terminal);
  }

  private PlaybookExecution execution() {
    return new PlaybookExecution(session, reportFiles(), Version.ofProgram());
  }

  private StageRunner runner() {
    return new StageRunner(session, hostAccess(), execution(), logs(), terminal);
  }

  private StageCheck stageCheck() {
    return new StageCheck(session, hostAccess(), execution(), terminal);
  }
}
