package lab.tripleo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "setup",
    description =
        "Install what this machine lacks: ansible, ssh, rsync, and docker for the sandbox.")
final class SetupCommand implements Callable<Integer> {
  private final Labs labs;
  private final Preparation preparation;
  private final Terminal terminal;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  SetupCommand(Labs labs, Preparation preparation, Terminal terminal) {
    this.labs = labs;
    this.preparation = preparation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ExpectedFailure, InterruptedException {
    boolean sandbox = labs.contact().address().isSandbox();
    Path ansible = preparation.tools(sandbox, yes);
    terminal.say("Nothing is missing. The ansible-playbook that runs are made with:");
    terminal.print(ansible.toString());
    return ExitCode.DONE.number();
  }
}
