package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.workspace.SshConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "ssh",
    description = "Open a shell on a host of the lab, or run a command there, as ssh does.",
    footer = {
      "",
      "Hosts: hypervisor-root, hypervisor-stack.",
      "Options of ssh may stand before the host: tripleo-lab ssh -t hypervisor-stack top"
    })
final class SshCommand implements Callable<Integer> {
  /** What ssh ends with when it got no connection; also what a command there may end with. */
  private static final int CONNECTION_FAILED = 255;

  private final Shortcuts shortcuts;
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "HOST [CMD...]",
      description = "A host, and what to run there.")
  List<String> arguments = new ArrayList<>();

  SshCommand(Shortcuts shortcuts, Terminal terminal) {
    this.shortcuts = shortcuts;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> argv = shortcuts.ssh();
    argv.addAll(arguments);
    int code = Interactive.run(argv);
    if (code == CONNECTION_FAILED && arguments.contains(SshConfig.TRIPLEO_STACK)) {
      terminal.warn(
          "tripleo-stack did not answer; `tripleo-lab run tripleo-prepare` makes or starts it");
    }
    return code;
  }
}
