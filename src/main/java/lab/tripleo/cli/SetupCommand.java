package lab.tripleo.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.orchestrator.AnsibleChoice;
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
    AnsibleChoice choice =
        labs.labUnlessPlatformUnknown().map(Preparation::choice).orElse(AnsibleChoice.NEWEST);
    preparation.tools(labs.contact().address().isSandbox(), Optional.of(choice), yes);
    Ansible ansible = preparation.ansible(choice, yes);
    terminal.say(ansible.why());
    terminal.say("Nothing is missing. The ansible-playbook that runs are made with:");
    terminal.print(ansible.playbook().toString());
    return ExitCode.DONE.number();
  }
}
