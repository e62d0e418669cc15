package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "openstack",
    description =
        "Run the command openstack in the machine tripleo, with the undercloud's stackrc.",
    footer = {"", "Tables fit this terminal. Without a command openstack is interactive."})
final class OpenstackCommand implements Callable<Integer> {
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

  private final Shortcuts shortcuts;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of openstack.")
  List<String> arguments = new ArrayList<>();

  OpenstackCommand(Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "openstack"));
    command.addAll(arguments);
    return shortcuts.runInMachine(command);
  }
}
