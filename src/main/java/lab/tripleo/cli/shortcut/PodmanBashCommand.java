package lab.tripleo.cli.shortcut;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "podman-bash",
    description =
        "Open a shell in a container of the undercloud; without NAME, list the containers.",
    footer = {"", "A part of the name is enough if it matches only one container."})
public final class PodmanBashCommand implements Callable<Integer> {
  private static final String SHELL =
      "if command -v bash >/dev/null; then exec bash; else exec sh; fi";

  private final HostCommands shortcuts;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A running container.")
  Optional<String> name = Optional.empty();

  public PodmanBashCommand(HostCommands shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    if (name.isEmpty()) {
      return shortcuts.runInMachine(List.of("sudo", "podman", "ps"));
    }
    List<String> running =
        shortcuts.linesFromMachine(List.of("sudo", "podman", "ps", "--format", "{{.Names}}"));
    String container = ContainerChoice.of(name.get(), running, "running containers");
    String terminal = shortcuts.hasTerminal() ? "-it" : "-i";
    return shortcuts.runInMachine(
        List.of("sudo", "podman", "exec", terminal, container, "sh", "-c", SHELL));
  }
}
