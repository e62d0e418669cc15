package lab.tripleo.cli.shortcut;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Script;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.Handover;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "podman-restart",
    description = "Restart a container of the undercloud; without NAME, list the containers.",
    footer = {"", "A part of the name is enough if it matches only one container."})
public final class PodmanRestartCommand implements Callable<Integer> {
  private final HostCommands hostCommands;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A container, running or not.")
  Optional<String> name = Optional.empty();

  public PodmanRestartCommand(HostCommands hostCommands, Terminal terminal) {
    this.hostCommands = hostCommands;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    if (name.isEmpty() || Handover.ended() == HostCommands.CONNECTION_FAILED) {
      return hostCommands.runInMachine(List.of("sudo", "podman", "ps", "--all"));
    }
    List<String> all =
        hostCommands.linesFromMachine(
            List.of("sudo", "podman", "ps", "--all", "--format", "{{.Names}}"));
    String container = ContainerChoice.of(name.get(), all, "containers");
    terminal.say("Restarting " + container);
    return hostCommands.runInMachine(
        Script.named("shortcuts/podman-restart").command("bash", List.of(container)));
  }
}
