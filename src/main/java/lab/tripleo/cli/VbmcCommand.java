package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "vbmc", description = "Run VirtualBMC's client on the hypervisor.")
final class VbmcCommand implements Callable<Integer> {
  private final Shortcuts shortcuts;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of vbmc.")
  List<String> arguments = new ArrayList<>();

  VbmcCommand(Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of("vbmc"));
    command.addAll(arguments);
    return shortcuts.run(Shortcuts.STACK, command);
  }
}
