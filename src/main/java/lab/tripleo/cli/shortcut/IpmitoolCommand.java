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
    description = "Run ipmitool on the hypervisor for a node of VirtualBMC.",
    footer = {
      "",
      "Address, port, user and password come from VirtualBMC; `tripleo-lab vbmc list` shows the nodes.",
      "To add one: tripleo-lab vbmc add NODE --port 6230 --libvirt-uri qemu:///session"
    })
public final class IpmitoolCommand implements Callable<Integer> {
  private final HostCommands hostCommands;

  @Parameters(
      index = "0",
      paramLabel = "NODE",
      description = "A node of VirtualBMC; it has the name of its virtual machine.")
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
    return hostCommands.run(
        HostCommands.STACK, Script.named("shortcuts/ipmitool").command("sh", all));
  }
}
