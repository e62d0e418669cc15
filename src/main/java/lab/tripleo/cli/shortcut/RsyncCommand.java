package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.ForegroundProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rsync",
    description = "Copy files to and from the hosts of the lab with rsync.",
    footer = {"", "For example: tripleo-lab rsync -a FILE hypervisor-stack:/tmp/"})
public final class RsyncCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(arity = "1..*", paramLabel = "ARGUMENT", description = "Arguments of rsync.")
  List<String> arguments = new ArrayList<>();

  public RsyncCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("rsync", "-e", hostCommands.remoteShell()));
    argv.addAll(arguments);
    return ForegroundProgram.run(argv);
  }
}
