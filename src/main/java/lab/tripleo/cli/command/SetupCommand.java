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
  private final LabSession session;
  private final HostAccess hostAccess;
  private final Terminal terminal;

  @Option(names = "--yes", description = "Install without asking.")
  boolean yes;

  public SetupCommand(LabSession session, HostAccess hostAccess, Terminal terminal) {
    this.session = session;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws UserError, InterruptedException {
    AnsibleChoice choice =
        session.labUnlessPlatformUnknown().map(HostAccess::choice).orElse(AnsibleChoice.NEWEST);
    hostAccess.tools(session.contact().address().isSandbox(), Optional.of(choice), yes);
    Ansible ansible = hostAccess.ansible(choice, yes);
    terminal.say(ansible.why());
    terminal.say("Nothing is missing. Runs use this ansible-playbook:");
    terminal.print(ansible.playbook().toString());
    return ExitCode.DONE.number();
  }
}
