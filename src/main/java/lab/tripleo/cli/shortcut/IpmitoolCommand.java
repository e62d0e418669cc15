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
    name = "ipmitool",
    description = "Run ipmitool for the BMC of a node.",
    footer = {
      "",
      "Of a virtual node it runs on the hypervisor, with the settings of VirtualBMC: `tripleo-lab vbmc"
          + " list` shows them. Of a physical node it runs in the virtual machine tripleo, with those"
          + " of ~/nodes.json."
    })
public final class IpmitoolCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(
      index = "0",
      paramLabel = "NODE",
      description = "A node of configuration/nodes.yaml, or another one of VirtualBMC.")
  String node = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ARGUMENT",
      description = "Arguments of ipmitool, such as: power status, chassis bootdev pxe.")
  List<String> arguments = new ArrayList<>();

  public IpmitoolCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError {
    List<String> all = new ArrayList<>(List.of(node));
    all.addAll(arguments);
    if (hostCommands.isPhysicalNode(node)) {
      all.add(0, hostCommands.pythonOfMachine());
      return hostCommands.runInMachine(
          Script.named("shortcuts/ipmitool-physical").command("sh", all));
    }
    return hostCommands.run(
        HostCommands.STACK, Script.named("shortcuts/ipmitool").command("sh", all));
  }
}
