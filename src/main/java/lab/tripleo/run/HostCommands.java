package lab.tripleo.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.process.ShellWords;
import lab.tripleo.terminal.ForegroundProgram;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.SshConfig;

/** How the shortcuts reach the lab's hosts: through workspace/ssh.config. */
public final class HostCommands {
  public static final String ROOT = SshConfig.HYPERVISOR_ROOT;
  public static final String STACK = SshConfig.HYPERVISOR_STACK;

  /** What ssh ends with when it got no connection; also what a command there may end with. */
  public static final int CONNECTION_FAILED = 255;

  private final LabSession labs;
  private final Commands commands;
  private final Terminal terminal;

  public HostCommands(LabSession labs, Commands commands, Terminal terminal) {
    this.labs = labs;
    this.commands = commands;
    this.terminal = terminal;
  }

  /** ssh, ready for its host. */
  public List<String> ssh() throws UserError {
    return new ArrayList<>(List.of("ssh", "-F", configuration().toString()));
  }

  /** The same as one text, as rsync takes it: split at blanks, quotes kept together. */
  public String remoteShell() throws UserError {
    return "ssh -F \"" + configuration().toString().replace("\"", "\"\"") + "\"";
  }

  /**
   * Runs a program on a host; its arguments arrive as they are, and it has a terminal where we have
   * one.
   */
  public int run(String host, List<String> command) throws UserError, InterruptedException {
    List<String> argv = ssh();
    if (hasTerminal()) {
      argv.add("-t");
    }
    argv.addAll(List.of("-o", "LogLevel=ERROR", host, "--", ShellWords.line(command)));
    return ForegroundProgram.run(argv);
  }

  /** Whether somebody sits in front of us. */
  public boolean hasTerminal() {
    return terminal.fds().in() && terminal.fds().out();
  }

  /** As {@link #run}, in the virtual machine, which may not be there. */
  public int runInMachine(List<String> command) throws UserError, InterruptedException {
    int code = run(SshConfig.TRIPLEO_STACK, command);
    if (code == CONNECTION_FAILED) {
      warnOfMachine();
    }
    return code;
  }

  public void warnOfMachine() {
    terminal.warn(
        "tripleo-stack did not answer; `tripleo-lab run tripleo-prepare` makes or starts it");
  }

  /** The lines that a command says in the virtual machine. */
  public List<String> linesFromMachine(List<String> command)
      throws UserError, InterruptedException {
    List<String> argv = ssh();
    argv.addAll(
        List.of("-o", "LogLevel=ERROR", SshConfig.TRIPLEO_STACK, "--", ShellWords.line(command)));
    Commands.Output output = commands.run(argv, "", line -> {});
    if (!output.succeeded()) {
      boolean unreached = output.exitCode() == CONNECTION_FAILED;
      throw new UserError(
          unreached ? ExitCode.UNREACHABLE : ExitCode.RUN_FAILED,
          "`"
              + String.join(" ", command)
              + "` failed in the machine tripleo: "
              + output.err().strip(),
          unreached
              ? "`tripleo-lab run tripleo-prepare` makes or starts it"
              : "`tripleo-lab run tripleo-install` installs the undercloud",
          null);
    }
    return output.out().lines().toList();
  }

  /** libvirt's address for stack. */
  public String stackUri() throws UserError {
    return labs.lab().hypervisor().libvirtScope().uri();
  }

  private Path configuration() throws UserError {
    Path file = labs.workspace().sshConfigFile();
    if (!Files.exists(file)) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "the hypervisor was never reached: there is no " + file,
          "`tripleo-lab run prepare` makes it",
          null);
    }
    return file;
  }
}
