package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "vbmc", description = "Run VirtualBMC's client on the hypervisor.")
public final class VbmcCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of vbmc.")
  List<String> arguments = new ArrayList<>();

  public VbmcCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError {
    List<String> command = new ArrayList<>(List.of("vbmc"));
    command.addAll(arguments);
    return hostCommands.run(HostCommands.STACK, command);
  }
}
