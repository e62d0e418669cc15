package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.Runs;

/**
 * Prepares what all stages of one command need: run lock, tools, first contact, generated files.
 */
record RunSession(LabSession session, HostAccess hostAccess, Terminal terminal) {

  /** What a stage is run with. */
  record Ready(Path ansible, Lab lab, GeneratedLab generated, Runs runs, RunLock lock) {}

  /** The work that is done while the lab is locked. */
  interface Work {
    ExitCode with(Ready ready) throws IOException, UserError, InterruptedException;
  }

  /**
   * Prepares everything and does the work.
   *
   * @param known the lab as read before anything is written or contacted; absent while its platform
   *     is unknown
   */
  ExitCode whenReady(RunRequest request, Optional<Lab> known, Work work)
      throws IOException, UserError, InterruptedException {
    try (RunLock lock = session.lock(String.join(" ", request.stageWords()))) {
      Runs runs = session.runs();
      runs.closeAbandoned(lock);
      hostAccess.tools(
          session.contact().address().isSandbox(), known.map(HostAccess::choice), request.yes());
      Lab lab = hostAccess.reach(request);
      // Not earlier: the platform may have become known only by this contact.
      Ansible ansible = hostAccess.ansible(HostAccess.choice(lab), request.yes());
      terminal.detail(ansible.why());
      session.requireUnchangedLockFile();
      LockFileChanges.between(session.locked(), lab.inputs()).forEach(terminal::say);
      GeneratedLab generated = new LabGenerator().generate(lab);
      new GeneratedTree(session.folder()).write(generated.files());
      return work.with(new Ready(ansible.playbook(), lab, generated, runs, lock));
    } catch (LockedException e) {
      throw new UserError(ExitCode.LOCKED, e.getMessage(), e.hint(), e);
    }
  }
}
