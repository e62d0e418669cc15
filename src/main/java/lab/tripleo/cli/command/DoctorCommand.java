package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.KeyLogin;
import lab.tripleo.execution.SshdPolicy;
import lab.tripleo.model.Contact;
import lab.tripleo.model.Hypervisor;
import lab.tripleo.model.Lab;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.orchestrator.AnsibleChoice;
import lab.tripleo.orchestrator.Need;
import lab.tripleo.orchestrator.Orchestrator;
import lab.tripleo.run.HostAccess;
import lab.tripleo.run.HostNeeds;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.NodesCheck;
import lab.tripleo.run.Preflight;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.SshConfig;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Check the configuration, this machine and the hypervisor; change nothing.")
public final class DoctorCommand implements Callable<Integer> {
  private final LabSession session;
  private final HostAccess hostAccess;
  private final Terminal terminal;

  public DoctorCommand(LabSession session, HostAccess hostAccess, Terminal terminal) {
    this.session = session;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    Optional<Lab> lab = session.labUnlessPlatformUnknown();
    Contact contact = session.contact();
    String platform =
        lab.map(it -> runs(it.hypervisor()) + ", release " + it.release().name())
            .orElse("its platform is not known yet");
    good(
        "configuration",
        "lab " + contact.labName() + " on " + contact.address().text() + ": " + platform);
    AnsibleChoice choice = lab.map(HostAccess::choice).orElse(AnsibleChoice.NEWEST);
    Orchestrator orchestrator = hostAccess.orchestrator();
    List<Need> needs = orchestrator.missing(contact.address().isSandbox(), Optional.of(choice));
    needs.forEach(it -> bad(it.what(), "missing; " + it.why() + ". " + it.how()));
    if (needs.isEmpty()) {
      good("this machine", "has everything that a run needs");
    }
    Optional<Ansible> ansible = orchestrator.ansible(choice);
    ansible.ifPresent(it -> good("ansible", it.why()));
    boolean fits = hypervisor(lab, ansible);
    return (needs.isEmpty() && fits ? ExitCode.DONE : ExitCode.UNREACHABLE).number();
  }

  private static String runs(Hypervisor hypervisor) {
    return hypervisor.systemTitle()
        + hypervisor.forced().map(it -> " as " + hypervisor.platform().name()).orElse("");
  }

  private boolean hypervisor(Optional<Lab> lab, Optional<Ansible> ansible)
      throws IOException, UserError, InterruptedException {
    var configuration = session.workspace().sshConfigFile();
    if (!java.nio.file.Files.exists(configuration)) {
      good("hypervisor", "not contacted yet; `tripleo-lab run prepare` contacts it first");
      return true;
    }
    if (hostAccess.isSandboxAbsent()) {
      bad("hypervisor", "the sandbox does not exist; `tripleo-lab run prepare` creates it");
      return false;
    }
    KeyLogin login = new KeyLogin(session.folder());
    Optional<SshdPolicy> sshd = login.sshdPolicy(configuration, SshConfig.HYPERVISOR_ROOT);
    if (sshd.isEmpty()) {
      bad(
          "hypervisor",
          "does not answer, or does not accept the lab's key; `tripleo-lab run prepare` shows why");
      return false;
    }
    good("hypervisor", "accepts the lab's key");
    List<Preflight.Problem> lacking =
        new HostNeeds(session)
            .lacking(sshd.get(), lab.map(Lab::hypervisor).map(Hypervisor::platform));
    lacking.forEach(this::bad);
    boolean canLook = lacking.stream().noneMatch(it -> it.name().equals(HostNeeds.PYTHON));
    boolean fits = lab.isEmpty() || ansible.isEmpty() || !canLook || fits(lab.get(), ansible.get());
    boolean nodesAreWell = lab.isEmpty() || nodesAreWell(lab.get());
    return fits && nodesAreWell && lacking.isEmpty();
  }

  private boolean nodesAreWell(Lab lab) throws IOException, UserError, InterruptedException {
    NodesCheck.Findings findings = new NodesCheck(session).findings(lab);
    findings.problems().forEach(this::bad);
    if (findings.problems().isEmpty()) {
      good("nodes", findings.summary());
    }
    return findings.problems().isEmpty();
  }

  private boolean fits(Lab lab, Ansible ansible)
      throws IOException, UserError, InterruptedException {
    terminal.say("Checking whether the hypervisor fits the lab; this takes some seconds.");
    List<Preflight.Problem> problems = new Preflight(session).problems(lab, ansible);
    problems.forEach(this::bad);
    if (problems.isEmpty()) {
      good("hypervisor", "fits the lab");
    }
    return problems.isEmpty();
  }

  private void good(String what, String text) {
    terminal.print(terminal.theme().good("ok      ") + what + ": " + text);
  }

  private void bad(Preflight.Problem problem) {
    bad(problem.name(), problem.text());
  }

  private void bad(String what, String text) {
    terminal.print(terminal.theme().bad("problem ") + what + ": " + text);
  }
}
