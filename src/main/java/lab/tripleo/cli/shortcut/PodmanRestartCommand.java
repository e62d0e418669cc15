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
    description = "Restart a container of the undercloud; without NAME, list the containers.",
    footer = {"", "A part of the name is enough if it matches only one container."})
public final class PodmanRestartCommand implements Callable<Integer> {
  /** TripleO has systemd look after its containers, which would not know of podman's restart. */
  private static final String SCRIPT =
      "if systemctl cat \"tripleo_$1.service\" >/dev/null 2>&1; then "
          + "sudo systemctl restart \"tripleo_$1.service\"; "
          + "else sudo podman restart \"$1\" >/dev/null; fi && "
          + "sudo podman ps --filter \"name=^$1\\$\" --format '{{.Names}}: {{.Status}}'";

  private final HostCommands shortcuts;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A container, running or not.")
  Optional<String> name = Optional.empty();

  public PodmanRestartCommand(HostCommands shortcuts, Terminal terminal) {
    this.shortcuts = shortcuts;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    if (name.isEmpty()) {
      return shortcuts.runInMachine(List.of("sudo", "podman", "ps", "--all"));
    }
    List<String> all =
        shortcuts.linesFromMachine(
            List.of("sudo", "podman", "ps", "--all", "--format", "{{.Names}}"));
    String container = ContainerChoice.of(name.get(), all, "containers");
    terminal.say("Restarting " + container);
    return shortcuts.runInMachine(List.of("bash", "-c", SCRIPT, "restart", container));
  }
}
