package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.Iterator;
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
      "Hosts: hypervisor-root, hypervisor-stack, tripleo-stack.",
      "Options of ssh may stand before the host: tripleo-lab ssh -t hypervisor-stack top"
    })
final class SshCommand implements Callable<Integer> {
  private final Shortcuts shortcuts;

  @Parameters(
      arity = "1..*",
      paramLabel = "HOST [CMD...]",
      completionCandidates = Hosts.class,
      description = "A host, and what to run there.")
  List<String> arguments = new ArrayList<>();

  /** The hosts of a lab. */
  static final class Hosts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Shortcuts.ROOT, Shortcuts.STACK, SshConfig.TRIPLEO_STACK).iterator();
    }
  }

  SshCommand(Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> argv = shortcuts.ssh();
    argv.addAll(arguments);
    int code = Interactive.run(argv);
    if (code == Shortcuts.CONNECTION_FAILED && arguments.contains(SshConfig.TRIPLEO_STACK)) {
      shortcuts.warnOfMachine();
    }
    return code;
  }
}
