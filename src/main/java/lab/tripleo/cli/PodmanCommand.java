package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "podman", description = "Run podman as root in the machine tripleo.")
final class PodmanCommand implements Callable<Integer> {
  private final Shortcuts shortcuts;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of podman.")
  List<String> arguments = new ArrayList<>();

  PodmanCommand(Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sudo", "podman"));
    command.addAll(arguments);
    return shortcuts.runInMachine(command);
  }
}
