package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.HostCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "ipmitool",
    description = "Run ipmitool on the hypervisor for a node of VirtualBMC.",
    footer = {
      "",
      "Address, port, user and password come from `vbmc add`; `tripleo-lab vbmc list` shows the nodes."
    })
public final class IpmitoolCommand implements Callable<Integer> {
  /**
   * VirtualBMC's client masks the passwords that it shows, hence its files, which are INI as
   * Python's configparser writes it. The password is never an argument, which every user of the
   * machine could read. VirtualBMC may listen on every address, to which nobody can send.
   */
  private static final String SCRIPT =
      """
      says() { sed -n "s/^$2 *[=:] *//p" "$1" 2>/dev/null | sed 's/%%/%/g'; }
      settings=$(sed -n 's/^export VIRTUALBMC_CONFIG=//p' /usr/local/bin/vbmc 2>/dev/null)
      if [ -z "$settings" ]; then
        echo "error: VirtualBMC of a lab is not on this hypervisor" >&2
        echo "  hint: 'tripleo-lab run prepare' installs it" >&2
        exit 1
      fi
      node=$(says "$settings" config_dir)/$1/config
      if ! [ -r "$node" ]; then
        echo "error: VirtualBMC has no node $1" >&2
        echo "  hint: 'tripleo-lab vbmc list' shows those it has, 'tripleo-lab vbmc add' adds one" >&2
        exit 1
      fi
      shift
      address=$(says "$node" address)
      case $address in '' | 0.0.0.0 | ::) address=127.0.0.1 ;; esac
      IPMI_PASSWORD=$(says "$node" password)
      export IPMI_PASSWORD
      exec ipmitool -I lanplus -H "$address" -p "$(says "$node" port)" -U "$(says "$node" username)" -E "$@"
      """;

  private final HostCommands shortcuts;

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

  public IpmitoolCommand(HostCommands shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "ipmitool", node));
    command.addAll(arguments);
    return shortcuts.run(HostCommands.STACK, command);
  }
}
