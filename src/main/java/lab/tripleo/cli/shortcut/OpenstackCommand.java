package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Script;
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
  private final HostCommands hostCommands;

  @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of openstack.")
  List<String> arguments = new ArrayList<>();

  public OpenstackCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError {
    return hostCommands.runInMachine(
        Script.named("shortcuts/openstack").command("bash", arguments));
  }
}
