package lab.tripleo.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Release;
import lab.tripleo.model.Stage;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.orchestrator.AnsibleChoice;
import lab.tripleo.orchestrator.Need;
import lab.tripleo.orchestrator.Orchestrator;
import lab.tripleo.orchestrator.SetupException;
import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.sandbox.SandboxException;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.Workspace;

/**
 * Everything that Ansible needs before it starts: tools, sandbox, keys, first contact, platform.
 */
public final class HostAccess {
  private final LabSession session;
  private final Sandboxes sandboxes;
  private final Commands commands;
  private final Terminal terminal;

  public HostAccess(LabSession session, Sandboxes sandboxes, Commands commands, Terminal terminal) {
    this.session = session;
    this.sandboxes = sandboxes;
    this.commands = commands;
    this.terminal = terminal;
  }

  /** What this machine has installed. */
  public Orchestrator orchestrator() throws UserError, InterruptedException {
    return new Orchestrator(commands, CacheFolder.ofUser(), session.contact().pypiIndexUrl());
  }

  /** The Ansible that the lab's hosts need. */
  public static AnsibleChoice choice(Lab lab) {
    Platform platform = lab.hypervisor().platform();
    Release.Machine machine = lab.release().machine();
    return AnsibleChoice.forHosts(
            List.of(
                new AnsibleChoice.Host(platform.name(), platform.pythonVersion()),
                new AnsibleChoice.Host(
                    "virtual machine tripleo (" + machine.system() + ")", machine.pythonVersion())))
        .lockedTo(lab.ansible());
  }

  /**
   * Installs what is missing on this machine, after listing it and asking.
   *
   * @param ansible the one to install; absent when none is needed or it is not known yet which
   */
  public void tools(boolean sandbox, Optional<AnsibleChoice> ansible, boolean yes)
      throws UserError, InterruptedException {
    Orchestrator orchestrator = orchestrator();
    List<Need> needs = orchestrator.missing(sandbox, ansible);
    if (needs.isEmpty()) {
      return;
    }
    try {
      agree(needs, yes);
      orchestrator.install(sandbox, ansible, terminal::say, terminal::detail);
    } catch (SetupException e) {
      throw new UserError(ExitCode.UNREACHABLE, e.getMessage(), "", e);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE, "cannot ask before installing: " + e.getMessage(), "use --yes", e);
    }
  }

  /** The Ansible to start; installs it when it is missing, after asking. */
  public Ansible ansible(AnsibleChoice choice, boolean yes) throws UserError, InterruptedException {
    Orchestrator orchestrator = orchestrator();
    Optional<Ansible> there = orchestrator.ansible(choice);
    if (there.isPresent()) {
      return there.get();
    }
    tools(false, Optional.of(choice), yes);
    return orchestrator
        .ansible(choice)
        .orElseThrow(
            () -> new UserError(ExitCode.UNREACHABLE, "Ansible was installed, but is not found"));
  }

  private void agree(List<Need> needs, boolean yes)
      throws UserError, IOException, InterruptedException {
    terminal.say("Missing on this machine:");
    needs.forEach(it -> terminal.say("  " + it.what() + " (" + it.why() + "): " + it.how()));
    if (needs.stream().anyMatch(it -> !it.installable())) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "tripleo-lab cannot install everything that is missing",
          "follow the list above, or run `tripleo-lab setup` as root: it installs packages too");
    }
    boolean unattendedRoot =
        !terminal.fds().in() && commands.run("id", "-u").out().strip().equals("0");
    if (!yes && !unattendedRoot && !terminal.confirm("Install it now?")) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "nothing was installed",
          "`tripleo-lab setup --yes` installs without asking");
    }
  }

  private static boolean usesSandboxImage(Lab lab) {
    return lab.tripleo().disk().image().url().equals(Sandbox.CLOUD_IMAGE);
  }

  /** Whether the configured hypervisor is a sandbox that does not exist. */
  public boolean isSandboxAbsent() throws UserError, InterruptedException {
    try {
      return session.contact().address().isSandbox()
          && sandboxes.ofLab().status() == Sandbox.Status.ABSENT;
    } catch (SandboxException noEngine) {
      return false; // unknown while the container engine does not run
    }
  }

  /** Makes the hypervisor reachable for Ansible. Returns the lab with the platform found there. */
  Lab reach(RunRequest request) throws IOException, UserError, InterruptedException {
    try {
      Workspace workspace = session.workspace();
      workspace.ensure();
      HypervisorAddress address = session.contact().address();
      if (address instanceof Remote remote) {
        new FirstContact(session, commands, terminal).withMachine(remote, request);
      } else {
        Sandbox sandbox = sandboxes.ofLab();
        Remote at = sandbox.up();
        new FirstContact(session, commands, terminal).withSandbox(sandbox, at);
        boolean makesMachine = request.stages().contains(Stage.TRIPLEO_PREPARE);
        if (makesMachine && !request.isCheck() && usesSandboxImage(session.lab())) {
          sandbox.provideCloudImage();
        }
      }
      Lab lab = session.lab();
      new HostNeeds(session).requirePython(lab.hypervisor().platform());
      return lab;
    } catch (SandboxException e) {
      throw new UserError(ExitCode.UNREACHABLE, e.getMessage(), "", e);
    }
  }
}
