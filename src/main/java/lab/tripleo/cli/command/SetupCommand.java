package lab.tripleo.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.orchestrator.AnsibleChoice;
import lab.tripleo.run.HostAccess;
import lab.tripleo.run.LabSession;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "setup",
    description =
        "Install what is missing on this machine: ansible, ssh, rsync, and docker for the sandbox.")
public final class SetupCommand implements Callable<Integer> {
  private final LabSession labs;
  private final HostAccess preparation;
  private final Terminal terminal;

  @Option(names = "--yes", description = "Install without asking.")
  boolean yes;

  public SetupCommand(LabSession labs, HostAccess preparation, Terminal terminal) {
    this.labs = labs;
    this.preparation = preparation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    AnsibleChoice choice =
        labs.labUnlessPlatformUnknown().map(HostAccess::choice).orElse(AnsibleChoice.NEWEST);
    preparation.tools(labs.contact().address().isSandbox(), Optional.of(choice), yes);
    Ansible ansible = preparation.ansible(choice, yes);
    terminal.say(ansible.why());
    terminal.say("Nothing is missing. Runs use this ansible-playbook:");
    terminal.print(ansible.playbook().toString());
    return ExitCode.DONE.number();
  }
}
