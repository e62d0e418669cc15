package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Script;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.Handover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "podman-bash",
    description =
        "Open a shell in a container of the undercloud; without NAME, list the containers.",
    footer = {"", "A part of the name is enough if it matches only one container."})
public final class PodmanBashCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A running container.")
  Optional<String> name = Optional.empty();

  public PodmanBashCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    if (name.isEmpty() || Handover.ended() == HostCommands.CONNECTION_FAILED) {
      return hostCommands.runInMachine(List.of("sudo", "podman", "ps"));
    }
    List<String> running =
        hostCommands.linesFromMachine(List.of("sudo", "podman", "ps", "--format", "{{.Names}}"));
    String container = ContainerChoice.of(name.get(), running, "running containers");
    String terminal = hostCommands.hasTerminal() ? "-it" : "-i";
    List<String> command = new ArrayList<>(List.of("sudo", "podman", "exec", terminal, container));
    command.addAll(Script.named("shortcuts/podman-bash").command("sh", List.of()));
    return hostCommands.runInMachine(command);
  }
}
