package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "virsh",
    description =
        "Run virsh on the hypervisor: as stack, who has the virtual machines, or with -r as root.",
    footer = {
      "",
      "Without a command virsh is interactive. With -r it is root's virsh, which has the networks.",
      "virsh console NODE shows the serial console of tripleo or of a node; Ctrl-] leaves it."
    })
public final class VirshCommand implements Callable<Integer> {
  private static final String AS_ROOT = "-r";

  private final HostCommands hostCommands;

  @Parameters(
      arity = "0..*",
      paramLabel = "[-r] ARGUMENT",
      description = "-r: as root. Then arguments of virsh.")
  List<String> arguments = new ArrayList<>();

  public VirshCommand(HostCommands hostCommands) {
    this.hostCommands = hostCommands;
  }

  @Override
  public Integer call() throws UserError {
    boolean root = !arguments.isEmpty() && arguments.get(0).equals(AS_ROOT);
    List<String> rest = root ? arguments.subList(1, arguments.size()) : arguments;
    List<String> command =
        new ArrayList<>(List.of("virsh", "-c", root ? "qemu:///system" : hostCommands.stackUri()));
    command.addAll(rest);
    return hostCommands.run(root ? HostCommands.ROOT : HostCommands.STACK, command);
  }
}
