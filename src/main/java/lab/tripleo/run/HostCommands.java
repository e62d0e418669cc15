package lab.tripleo.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.process.LoginShell;
import lab.tripleo.process.ShellWords;
import lab.tripleo.terminal.Handover;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.SshConfig;

/** Runs programs on the lab's hosts by ssh, with workspace/ssh.config. */
public final class HostCommands {
  public static final String ROOT = SshConfig.HYPERVISOR_ROOT;
  public static final String STACK = SshConfig.HYPERVISOR_STACK;

  /** The hosts of a lab, as ssh.config names them. */
  public static final List<String> HOSTS = List.of(ROOT, STACK, SshConfig.TRIPLEO_STACK);

  /** Exit code of ssh when it cannot connect; a remote command may use it too. */
  public static final int CONNECTION_FAILED = 255;

  private static final String MISSING = "missing";

  private final LabSession session;
  private final Commands commands;
  private final Terminal terminal;

  public HostCommands(LabSession session, Commands commands, Terminal terminal) {
    this.session = session;
    this.commands = commands;
    this.terminal = terminal;
  }

  /** The ssh command, up to the host's name. */
  public List<String> ssh() throws UserError {
    return new ArrayList<>(List.of("ssh", "-F", configuration().toString()));
  }

  /** The same as one text for rsync, which splits it at blanks outside quotes. */
  public String remoteShell() throws UserError {
    return "ssh -F \"" + configuration().toString().replace("\"", "\"\"") + "\"";
  }

  /**
   * Hands over to a program on a host, with its arguments unchanged, and with a terminal when we
   * have one. Without a terminal, a program may read the output: then it lacks that of start-up
   * files.
   *
   * @return the exit code to end with
   */
  public int run(String host, List<String> command) throws UserError {
    return onHost(host, command).write();
  }

  private Handover onHost(String host, List<String> command) throws UserError {
    String line = ShellWords.line(command);
    List<String> argv = ssh();
    argv.addAll(List.of("-o", "LogLevel=ERROR"));
    if (hasTerminal()) {
      argv.addAll(List.of("-t", host, "--", LoginShell.line(line)));
      return Handover.to(argv);
    }
    argv.addAll(List.of(host, "--", LoginShell.markedLine(line)));
    return new Handover(argv, LoginShell.MARK, Set.of());
  }

  /** Whether standard input and output are a terminal. */
  public boolean hasTerminal() {
    return terminal.fds().in() && terminal.fds().out();
  }

  /** As {@link #run}, in the virtual machine tripleo; warns when it cannot be reached. */
  public int runInMachine(List<String> command) throws UserError {
    return warning(onHost(SshConfig.TRIPLEO_STACK, command));
  }

  /** Hands over to a program that connects to the virtual machine; warns when it cannot. */
  public int warning(Handover program) throws UserError {
    if (Handover.ended() == CONNECTION_FAILED) {
      warnOfMachine();
      return CONNECTION_FAILED;
    }
    return program.reporting(Set.of(CONNECTION_FAILED)).write();
  }

  private void warnOfMachine() {
    terminal.warn(
        "cannot connect to tripleo-stack. After a start, it takes about a minute to answer;"
            + " `tripleo-lab run tripleo-prepare` creates or starts the machine");
  }

  /** The output lines of a command in the virtual machine tripleo. */
  public List<String> linesFromMachine(List<String> command)
      throws UserError, InterruptedException {
    List<String> argv = ssh();
    String line = LoginShell.markedLine(ShellWords.line(command));
    argv.addAll(List.of("-o", "LogLevel=ERROR", SshConfig.TRIPLEO_STACK, "--", line));
    Commands.Output output = commands.run(argv, "", none -> {});
    if (!output.succeeded()) {
      boolean unreached = output.exitCode() == CONNECTION_FAILED;
      throw new UserError(
          unreached ? ExitCode.UNREACHABLE : ExitCode.RUN_FAILED,
          "`"
              + String.join(" ", command)
              + "` failed in virtual machine tripleo: "
              + output.err().strip(),
          unreached
              ? "`tripleo-lab run tripleo-prepare` creates or starts the machine"
              : "`tripleo-lab run tripleo-install` installs the undercloud");
    }
    return LoginShell.answer(output.out().lines().toList());
  }

  /**
   * The text that start-up files of the login shell on a host print before a command runs; empty
   * also if the host cannot be reached.
   */
  public List<String> startUpOutput(String host) throws UserError, InterruptedException {
    return LoginShell.startUpOutput(ask(host, "true").out().lines().toList());
  }

  /** Whether a host that answers lacks a program. */
  public boolean lacks(String host, String program) throws UserError, InterruptedException {
    String line = "command -v " + program + " || echo " + MISSING;
    Commands.Output output = ask(host, line);
    return LoginShell.answer(output.out().lines().toList()).contains(MISSING);
  }

  private Commands.Output ask(String host, String line) throws UserError, InterruptedException {
    List<String> argv = ssh();
    argv.addAll(List.of("-o", "LogLevel=ERROR", "-o", "BatchMode=yes"));
    argv.addAll(List.of(host, "--", LoginShell.markedLine(line)));
    return commands.run(argv, "", none -> {});
  }

  /** The libvirt URI of user stack. */
  public String stackUri() throws UserError {
    return session.lab().hypervisor().libvirtScope().uri();
  }

  /** Whether the configuration has a physical node of this name. */
  public boolean isPhysicalNode(String name) throws UserError {
    return session.lab().nodes().physical().stream().anyMatch(it -> it.name().equals(name));
  }

  /** The path of Python in the virtual machine tripleo. */
  public String pythonOfMachine() throws UserError {
    return session.lab().release().machine().python();
  }

  private Path configuration() throws UserError {
    Path file = session.workspace().sshConfigFile();
    if (!Files.exists(file)) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "the hypervisor was never reached: " + file + " is missing",
          "`tripleo-lab run prepare` creates it");
    }
    return file;
  }
}
