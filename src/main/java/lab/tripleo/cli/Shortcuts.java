package lab.tripleo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.process.ShellWords;

/** How the shortcuts reach the lab's hosts: through workspace/ssh.config. */
final class Shortcuts {
  static final String ROOT = "hypervisor-root";
  static final String STACK = "hypervisor-stack";

  private final Labs labs;
  private final Terminal terminal;

  Shortcuts(Labs labs, Terminal terminal) {
    this.labs = labs;
    this.terminal = terminal;
  }

  /** ssh, ready for its host. */
  List<String> ssh() throws ExpectedFailure {
    return new ArrayList<>(List.of("ssh", "-F", configuration().toString()));
  }

  /** The same as one text, as rsync takes it: split at blanks, quotes kept together. */
  String remoteShell() throws ExpectedFailure {
    return "ssh -F \"" + configuration().toString().replace("\"", "\"\"") + "\"";
  }

  /**
   * Runs a program on a host; its arguments arrive as they are, and it has a terminal where we have
   * one.
   */
  int run(String host, List<String> command) throws ExpectedFailure, InterruptedException {
    List<String> argv = ssh();
    if (terminal.fds().in() && terminal.fds().out()) {
      argv.add("-t");
    }
    argv.addAll(List.of("-o", "LogLevel=ERROR", host, "--", ShellWords.line(command)));
    return Interactive.run(argv);
  }

  /** libvirt's address for stack. */
  String stackUri() throws ExpectedFailure {
    return labs.lab().hypervisor().libvirtScope().uri();
  }

  private Path configuration() throws ExpectedFailure {
    Path file = labs.workspace().sshConfigFile();
    if (!Files.exists(file)) {
      throw new ExpectedFailure(
          ExitCode.UNREACHABLE,
          "the hypervisor was never reached: there is no " + file,
          "`tripleo-lab run prepare` makes it",
          null);
    }
    return file;
  }
}
