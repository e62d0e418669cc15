package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "openstack",
    description =
        "Run the command openstack in the machine tripleo, with the undercloud's stackrc.",
    footer = {"", "Tables fit this terminal. Without a command openstack is interactive."})
public final class OpenstackCommand implements Callable<Integer> {
  /**
   * Tables are as wide as their longest values unless cliff is told the width. Before the
   * undercloud is installed, a few commands work and the others want what stackrc has.
   */
  private static final String SCRIPT =
      "[ ! -r ~/stackrc ] || . ~/stackrc; "
          + "if [ -t 1 ]; then size=$(stty size); export CLIFF_MAX_TERM_WIDTH=${size#* }; fi; "
          + "openstack \"$@\"; code=$?; "
          + "[ $code = 0 ] || [ -r ~/stackrc ] || "
          + "echo 'tripleo-lab: there is no ~/stackrc yet: tripleo-lab run tripleo-install' >&2; "
          + "exit $code";

  private final HostCommands hostCommands;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of openstack.")
  List<String> arguments = new ArrayList<>();

  public OpenstackCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "openstack"));
    command.addAll(arguments);
    return hostCommands.runInMachine(command);
  }
}
