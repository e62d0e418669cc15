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
    description = "Run openstack in the virtual machine tripleo, with the undercloud's stackrc.",
    footer = {
      "",
      "Tables fit the width of this terminal. Without arguments openstack is interactive."
    })
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

  private final HostCommands shortcuts;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of openstack.")
  List<String> arguments = new ArrayList<>();

  public OpenstackCommand(HostCommands shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "openstack"));
    command.addAll(arguments);
    return shortcuts.runInMachine(command);
  }
}
