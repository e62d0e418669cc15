package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.Handover;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rsync",
    description = "Copy files to and from the hosts of the lab with rsync.",
    footer = {"", "For example: tripleo-lab rsync -a FILE hypervisor-stack:/tmp/"})
public final class RsyncCommand implements Callable<Integer> {
  /**
   * Exit codes of rsync: protocol incompatibility, error in the protocol's data stream, no rsync on
   * the host. Which one it takes depends on what it reads first, if the host both prints text and
   * lacks rsync.
   */
  private static final Set<Integer> HOST_FAULTS = Set.of(2, 12, 127);

  private final HostCommands hostCommands;
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "ARGUMENT", description = "Arguments of rsync.")
  List<String> arguments = new ArrayList<>();

  public RsyncCommand(HostCommands hostCommands, Terminal terminal) {
    this.hostCommands = hostCommands;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    int code = Handover.ended();
    if (HOST_FAULTS.contains(code)) {
      for (String host : HostCommands.HOSTS) {
        if (arguments.stream().anyMatch(it -> it.startsWith(host + ":"))) {
          warnOfStartUpOutput(host);
          warnOfMissingRsync(host);
        }
      }
      return code;
    }
    List<String> argv = new ArrayList<>(List.of("rsync", "-e", hostCommands.remoteShell()));
    argv.addAll(arguments);
    return Handover.to(argv).reporting(HOST_FAULTS).write();
  }

  private void warnOfStartUpOutput(String host) throws UserError, InterruptedException {
    List<String> output = hostCommands.startUpOutput(host);
    if (!output.isEmpty()) {
      terminal.warn(
          "the start-up files of the login shell on "
              + host
              + " print text, which rsync takes for its own protocol: "
              + output.get(0)
              + "\n  let them print it at a terminal only, such as: [ -t 1 ] && echo Welcome");
    }
  }

  private void warnOfMissingRsync(String host) throws UserError, InterruptedException {
    if (hostCommands.lacks(host, "rsync")) {
      terminal.warn(
          host + " has no rsync\n  install its package rsync; on a hypervisor, prepare does so");
    }
  }
}
