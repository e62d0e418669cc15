package lab.tripleo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rsync",
    description = "Copy files to and from the hosts of the lab, as rsync does.",
    footer = {"", "For example: tripleo-lab rsync -a FILE hypervisor-stack:/tmp/"})
final class RsyncCommand implements Callable<Integer> {
  private final Shortcuts shortcuts;

  @Parameters(arity = "1..*", paramLabel = "ARGUMENT", description = "Arguments of rsync.")
  List<String> arguments = new ArrayList<>();

  RsyncCommand(Shortcuts shortcuts) {
    this.shortcuts = shortcuts;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("rsync", "-e", shortcuts.remoteShell()));
    argv.addAll(arguments);
    return Interactive.run(argv);
  }
}
