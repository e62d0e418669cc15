package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "podman", description = "Run podman as root in the virtual machine tripleo.")
public final class PodmanCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of podman.")
  List<String> arguments = new ArrayList<>();

  public PodmanCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError {
    List<String> command = new ArrayList<>(List.of("sudo", "podman"));
    command.addAll(arguments);
    return hostCommands.runInMachine(command);
  }
}
