package lab.tripleo.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.HypervisorAddress;
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

/** All that must be so before Ansible can start: tools, sandbox, keys, first contact, platform. */
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

  /** A look at this machine. */
  public Orchestrator orchestrator() throws UserError, InterruptedException {
    return new Orchestrator(commands, CacheFolder.ofUser(), session.contact().pypiIndexUrl());
  }

  /** Which Ansible the lab's hosts need. */
  public static AnsibleChoice choice(Lab lab) {
    Platform platform = lab.hypervisor().platform();
    Release.Machine machine = lab.release().machine();
    return AnsibleChoice.forHosts(
            List.of(
                new AnsibleChoice.Host(platform.name(), platform.pythonVersion()),
                new AnsibleChoice.Host(
                    "the machine tripleo (" + machine.system() + ")", machine.pythonVersion())))
        .lockedTo(lab.ansible());
  }

  /**
   * Installs what is missing here, after saying what and asking.
   *
   * @param ansible which one; absent where none is needed, or it is not known yet which
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
          ExitCode.UNREACHABLE, "cannot ask whether to install: " + e.getMessage(), "use --yes", e);
    }
  }

  /** The Ansible to start; installs it when it is missing, after saying so and asking. */
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
            () -> new UserError(ExitCode.UNREACHABLE, "Ansible was installed but is not found"));
  }

  private void agree(List<Need> needs, boolean yes)
      throws UserError, IOException, InterruptedException {
    terminal.say("Missing on this machine:");
    needs.forEach(it -> terminal.say("  " + it.what() + " (" + it.why() + "): " + it.how()));
    if (needs.stream().anyMatch(it -> !it.installable())) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "something is missing that is not installed from here",
          "do what is said above; packages are installed by `tripleo-lab setup` too, when root runs it",
          null);
    }
    boolean unattendedRoot =
        !terminal.fds().in() && commands.run("id", "-u").out().strip().equals("0");
    if (!yes && !unattendedRoot && !terminal.confirm("Install it now?")) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "not installed",
          "`tripleo-lab setup --yes` installs it without asking",
          null);
    }
  }

  private static boolean takesImageOf(Lab lab) {
    return lab.tripleo().disk().image().url().equals(Sandbox.CLOUD_IMAGE);
  }

  /** Whether the hypervisor is to be a sandbox, of which there is nothing. */
  boolean isThereNoSandbox() throws UserError, InterruptedException {
    try {
      return session.contact().address().isSandbox()
          && sandboxes.ofLab().status() == Sandbox.Status.ABSENT;
    } catch (SandboxException noEngine) {
      return false; // it may be there when the engine runs
    }
  }

  /** Gets to the hypervisor, so that Ansible can. Gives the lab with all that was found there. */
  Lab reach(RunRequest request) throws UserError, InterruptedException {
    try {
      Workspace workspace = session.workspace();
      workspace.ensure();
      HypervisorAddress address = session.contact().address();
      if (address instanceof HypervisorAddress.Remote remote) {
        new FirstContact(session, commands, terminal).withMachine(remote, request);
      } else {
        Sandbox sandbox = sandboxes.ofLab();
        Sandbox.Address at = sandbox.up();
        new FirstContact(session, commands, terminal)
            .withSandbox(sandbox, new HypervisorAddress.Remote(at.host(), at.port()));
        boolean makesMachine = request.stages().contains(Stage.TRIPLEO_PREPARE);
        if (makesMachine && !request.check() && takesImageOf(session.lab())) {
          sandbox.provideCloudImage();
        }
      }
      return session.lab();
    } catch (SandboxException e) {
      throw new UserError(ExitCode.UNREACHABLE, e.getMessage(), "", e);
    } catch (IOException e) {
      throw WorkerFailures.of(e);
    }
  }
}
