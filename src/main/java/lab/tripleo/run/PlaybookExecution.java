package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.diagram.TopologyDiagram;
import lab.tripleo.event.HostStats;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.execution.Verdict;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Progress;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/** Runs ansible-playbook once and writes the record, however it ends. */
public final class PlaybookExecution {
  private final LabSession session;
  private final ReportFiles reportFiles;
  private final String programVersion;

  public PlaybookExecution(LabSession session, ReportFiles reportFiles, String programVersion) {
    this.programVersion = programVersion;
    this.session = session;
    this.reportFiles = reportFiles;
  }

  /**
   * A run that is over.
   *
   * @param state after all of its events
   */
  record Ended(
      ExitCode exitCode, Verdict verdict, RunRecord record, RunFolder folder, RunState state) {
    /** What it was, for people. */
    String title() {
      return record.target().title();
    }

    String took() {
      return Durations.text(
          Duration.between(record.startedAt(), record.finishedAt().orElseThrow()));
    }
  }

  /**
   * Runs a stage's playbook to its end.
   *
   * @param progress follows it; closed at the end
   */
  Ended run(PlaybookStart start, RunRequest request, Ready ready, Progress progress)
      throws IOException, UserError {
    AnsiblePlaybook playbook = new AnsiblePlaybook(ready.ansible().toString(), session.clock());
    Verdict verdict;
    boolean interrupted;
    Runs.Started started;
    try (progress) {
      started = ready.runs().start(ready.lock(), record(start, request, ready.lab()));
      started.folder().keepGenerated(session.folder());
      started.folder().keepTopology(TopologyDiagram.of(ready.lab()));
      try {
        verdict = playbook.run(playbookRun(start, request, started.folder()), progress);
      } catch (IOException | RuntimeException e) {
        abandon(started, e);
        throw e;
      }
      // While the thread is marked as interrupted, neither the screen nor the record can be
      // written.
      interrupted = Thread.interrupted();
    }
    RunState state = progress.state();
    ExitCode exitCode = interrupted ? ExitCode.INTERRUPTED : exitCode(verdict, state.hosts());
    RunRecord closed = close(started.record(), state, verdict, exitCode);
    started.folder().save(closed);
    return new Ended(exitCode, verdict, closed, started.folder(), state);
  }

  private RunRecord.Start record(PlaybookStart start, RunRequest request, Lab lab) {
    return new RunRecord.Start(
        start.target(),
        Optional.of(lab.name()),
        lab.release().title(),
        request.words(),
        programVersion);
  }

  /** Writes the report of a run from its record. */
  void report(Ended ended) throws UserError {
    reportFiles.writeAfterRun(ended.record(), ended.folder());
  }

  /**
   * Marks the record as finished, if it can be written at all. The caller reports the failure
   * itself.
   */
  private void abandon(Runs.Started started, Exception e) {
    String why = "tripleo-lab had to stop: " + e.getMessage();
    RunRecord closed =
        started
            .record()
            .finished(
                RunStatus.FAILED,
                WorkerFailures.exitCode(e).number(),
                session.clock().instant(),
                Optional.empty(),
                why,
                Map.of());
    try {
      started.folder().save(closed);
    } catch (IOException alsoThis) {
      e.addSuppressed(alsoThis);
    }
  }

  private PlaybookRun playbookRun(PlaybookStart start, RunRequest request, RunFolder folder)
      throws IOException, UserError {
    Stage stage = start.target().stage();
    return new PlaybookRun(
        session.folder(),
        Path.of("inventory", "hosts.yml"),
        stage.playbook(),
        folder.path(),
        request.isCheck(),
        start.tags(),
        session.workspace().secretFiles(),
        session.redaction(),
        stage.limit());
  }

  private static ExitCode exitCode(Verdict verdict, Map<String, HostStats> hosts) {
    if (verdict instanceof Verdict.Interrupted) {
      return ExitCode.INTERRUPTED;
    }
    if (verdict.isSuccess()) {
      return ExitCode.DONE;
    }
    boolean failed = hosts.values().stream().anyMatch(it -> it.failed() > 0);
    boolean unreachable = hosts.values().stream().anyMatch(it -> it.unreachable() > 0);
    return unreachable && !failed ? ExitCode.UNREACHABLE : ExitCode.RUN_FAILED;
  }

  private RunRecord close(RunRecord record, RunState state, Verdict verdict, ExitCode exitCode) {
    RunStatus status =
        switch (exitCode) {
          case DONE -> RunStatus.SUCCEEDED;
          case INTERRUPTED -> RunStatus.INTERRUPTED;
          default -> RunStatus.FAILED;
        };
    return record.finished(
        status,
        exitCode.number(),
        session.clock().instant(),
        state.ansibleVersion(),
        verdict.explanation(),
        state.hosts());
  }

  /** As the user can use it. */
  Path shown(RunFolder folder) {
    return session.shown(folder.path());
  }
}
