package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.Lock;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/**
 * From a request to the point where Ansible can be started: lock, tools, contact, generated files.
 */
final class RunSession {
  private final LabSession labs;
  private final HostAccess preparation;
  private final Terminal terminal;
  private final Clock clock;

  RunSession(LabSession labs, HostAccess preparation, Terminal terminal, Clock clock) {
    this.labs = labs;
    this.preparation = preparation;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** What all stages of one command are run with. */
  record Ready(Path ansible, Lab lab, GeneratedLab generated, Runs runs, Lock lock) {}

  /** What is done while all is ready and the lab is locked. */
  interface Work {
    ExitCode with(Ready ready) throws IOException, UserError, InterruptedException;
  }

  /**
   * Makes all ready and does the work.
   *
   * @param known the lab as it is read before anything is written or contacted; absent while its
   *     platform is not known
   */
  ExitCode whenReady(RunRequest request, Optional<Lab> known, Work work)
      throws IOException, UserError, InterruptedException {
    Workspace workspace = labs.workspace();
    try (Lock lock = Lock.take(workspace, String.join(" ", request.stageWords()), clock)) {
      Runs runs = new Runs(workspace, clock);
      runs.closeAbandoned(lock);
      preparation.tools(
          labs.contact().address().isSandbox(), known.map(HostAccess::choice), request.yes());
      Lab lab = preparation.reach(request);
      // Not before: which platform the hypervisor has may have been found out just now.
      Ansible ansible = preparation.ansible(HostAccess.choice(lab), request.yes());
      terminal.detail(ansible.why());
      LockChanges.between(labs.locked(), lab.inputs()).forEach(terminal::say);
      GeneratedLab generated = new LabGenerator().generate(lab);
      new GeneratedTree(labs.folder()).write(generated.files());
      return work.with(new Ready(ansible.playbook(), lab, generated, runs, lock));
    } catch (LockedException e) {
      throw new UserError(ExitCode.LOCKED, e.getMessage(), e.hint(), e);
    }
  }
}
