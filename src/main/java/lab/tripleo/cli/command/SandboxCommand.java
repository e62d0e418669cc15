package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.run.HostAccess;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.Sandboxes;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.sandbox.SandboxException;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sandbox",
    description =
        "Manage the sandbox: a disposable hypervisor in a container, in place of a bare machine.")
public final class SandboxCommand implements Callable<Integer> {
  /** What to do with the sandbox. */
  enum Action {
    up,
    down,
    status
  }

  private static final String QUESTION =
      "Remove the sandbox with everything in it, also its virtual machines?";

  private final LabSession session;
  private final Sandboxes sandboxes;
  private final HostAccess hostAccess;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "up|down|status",
      description = "up creates and starts it, down removes it with everything in it.")
  Action action;

  @Option(names = "--yes", description = "Ask nothing: up installs what is missing, down removes.")
  boolean yes;

  public SandboxCommand(
      LabSession session, Sandboxes sandboxes, HostAccess hostAccess, Terminal terminal) {
    this.session = session;
    this.sandboxes = sandboxes;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    try {
      if (action == Action.status) {
        status();
      } else {
        change();
      }
    } catch (SandboxException e) {
      throw new UserError(ExitCode.UNREACHABLE, e.getMessage(), "", e);
    }
    return ExitCode.DONE.number();
  }

  /** Takes the run lock: no run may use the sandbox meanwhile. */
  private void change() throws IOException, UserError, SandboxException, InterruptedException {
    RunLock lock = session.lock("sandbox " + action);
    try {
      if (action == Action.up) {
        up();
      } else {
        down();
      }
    } finally {
      lock.close();
    }
  }

  private void up() throws UserError, SandboxException, InterruptedException {
    hostAccess.tools(true, Optional.empty(), yes);
    Remote address = sandboxes.ofLab().up();
    terminal.print("running at " + address.host() + " port " + address.port());
  }

  private void down() throws IOException, UserError, SandboxException, InterruptedException {
    Sandbox sandbox = sandboxes.ofLab();
    boolean there = sandbox.status() != Sandbox.Status.ABSENT;
    if (there && !yes && terminal.fds().in() && !terminal.confirm(QUESTION)) {
      throw new UserError(
          ExitCode.RUN_FAILED, "nothing was removed", "--yes removes without asking");
    }
    sandbox.down();
    terminal.print(there ? "removed " + sandbox.containerName() : "there is no sandbox to remove");
  }

  private void status() throws UserError, SandboxException, InterruptedException {
    Sandbox sandbox = sandboxes.ofLab();
    Optional<Remote> address = sandbox.address();
    String where = address.map(it -> " at " + it.host() + " port " + it.port()).orElse("");
    terminal.print(
        sandbox.containerName()
            + ": "
            + sandbox.status().name().toLowerCase(java.util.Locale.ROOT)
            + where);
  }
}
