package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.Handover;
import lab.tripleo.workspace.SshConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "ssh",
    description = "Open a shell or run a command on a host of the lab with ssh.",
    footer = {
      "",
      "Hosts: hypervisor-root, hypervisor-stack, tripleo-stack.",
      "Options of ssh go before the host: tripleo-lab ssh -t hypervisor-stack top"
    })
public final class SshCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(
      arity = "1..*",
      paramLabel = "HOST [CMD...]",
      completionCandidates = Hosts.class,
      description = "A host, and the command to run there.")
  List<String> arguments = new ArrayList<>();

  /** The hosts of a lab, for completion. */
  static final class Hosts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return HostCommands.HOSTS.iterator();
    }
  }

  public SshCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  /**
   * Refuses a first argument that is no host of the lab. Options of ssh may come before the host.
   */
  static void requireHost(List<String> arguments) throws UserError {
    String first = arguments.get(0);
    String host = first.substring(first.lastIndexOf('@') + 1);
    if (!first.startsWith("-") && !HostCommands.HOSTS.contains(host)) {
      throw new UserError(
          ExitCode.USAGE,
          "the lab has no host " + Wording.quote(host),
          "its hosts are " + String.join(", ", HostCommands.HOSTS));
    }
  }

  @Override
  public Integer call() throws UserError {
    requireHost(arguments);
    List<String> argv = hostCommands.ssh();
    argv.addAll(arguments);
    Handover ssh = Handover.to(argv);
    return arguments.contains(SshConfig.TRIPLEO_STACK) ? hostCommands.warning(ssh) : ssh.write();
  }
}
