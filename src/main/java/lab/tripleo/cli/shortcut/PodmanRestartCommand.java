package lab.tripleo.cli.shortcut;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "podman-restart",
    description = "Restart a container of the undercloud; without a name, list them.",
    footer = {"", "A part of the name will do when only one container has it."})
public final class PodmanRestartCommand implements Callable<Integer> {
  /** TripleO has systemd look after its containers, which would not know of podman's restart. */
  private static final String SCRIPT =
      "if systemctl cat \"tripleo_$1.service\" >/dev/null 2>&1; then "
          + "sudo systemctl restart \"tripleo_$1.service\"; "
          + "else sudo podman restart \"$1\" >/dev/null; fi && "
          + "sudo podman ps --filter \"name=^$1\\$\" --format '{{.Names}}: {{.Status}}'";

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
    if (name.isEmpty()) {
      return hostCommands.runInMachine(List.of("sudo", "podman", "ps", "--all"));
    }
    List<String> all =
        hostCommands.linesFromMachine(
            List.of("sudo", "podman", "ps", "--all", "--format", "{{.Names}}"));
    String container = ContainerChoice.of(name.get(), all, "containers");
    terminal.say("Restarting " + container);
    return hostCommands.runInMachine(List.of("bash", "-c", SCRIPT, "restart", container));
  }
}
