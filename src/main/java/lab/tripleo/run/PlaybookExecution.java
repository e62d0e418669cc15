package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
import lab.tripleo.execution.ZtProcessRunner;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/** Starts Ansible once and keeps the record, however it ends. */
public final class PlaybookExecution {
  private final LabSession labs;
  private final ReportFiles reports;
  private final Terminal terminal;
  private final Clock clock;
  private final String programVersion;

  public PlaybookExecution(
      LabSession labs, ReportFiles reports, Terminal terminal, Clock clock, String programVersion) {
    this.programVersion = programVersion;
    this.labs = labs;
    this.reports = reports;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** A run that is over. */
  record Ended(ExitCode exitCode, Verdict verdict, RunRecord record, RunFolder folder) {
    String took() {
      return Durations.text(
          Duration.between(record.startedAt(), record.finishedAt().orElseThrow()));
    }
  }

  /**
   * Runs a stage's playbook.
   *
   * @param what its name in the record
   * @param state is shown the events by the progress
   * @param progress is closed at the end
   */
  Ended run(
      String what, Stage stage, RunRequest request, Ready ready, RunState state, Progress progress)
      throws IOException, UserError {
    AnsiblePlaybook playbook =
        new AnsiblePlaybook(
            new ZtProcessRunner(), ready.ansible().toString(), System.getenv(), clock);
    Verdict verdict;
    boolean interrupted;
    Runs.Started started;
    try (progress) {
      started =
          ready
              .runs()
              .start(
                  ready.lock(),
                  what,
                  ready.lab().release().title(),
                  request.words(),
                  programVersion);
      started.folder().keepGenerated(labs.folder());
      started.folder().keepTopology(TopologyDiagram.of(ready.lab()));
      PlaybookRun run = playbookRun(stage, request, started.folder());
      try {
        verdict = playbook.run(run, progress.listener());
      } catch (IOException | RuntimeException e) {
        abandon(started, e);
        throw e;
      }
      // Set when we were interrupted; to restore the screen and to write the record would fail with
      // it.
      interrupted = Thread.interrupted();
    }
    ExitCode exitCode = interrupted ? ExitCode.INTERRUPTED : exitCode(verdict, state.hosts());
    RunRecord closed = close(started.record(), state, verdict, exitCode);
    started.folder().save(closed);
    return new Ended(exitCode, verdict, closed, started.folder());
  }

  /** Writes the report of a run from what is in its record by now. */
  void report(Ended ended) throws UserError {
    reports.writeAfterRun(ended.record(), ended.folder());
  }

  /**
   * The record says that the run is over, if it can be written at all; the failure itself is told
   * by the caller.
   */
  private void abandon(Runs.Started started, Exception e) {
    String why = "tripleo-lab could not go on: " + e.getMessage();
    RunRecord closed =
        started
            .record()
            .finished(
                RunStatus.FAILED,
                WorkerFailures.exitCode(e).number(),
                clock.instant(),
                why,
                Map.of());
    try {
      started.folder().save(closed);
    } catch (IOException alsoThis) {
      e.addSuppressed(alsoThis);
    }
  }

  private PlaybookRun playbookRun(Stage stage, RunRequest request, RunFolder folder)
      throws IOException, UserError {
    return new PlaybookRun(
        labs.folder(),
        Path.of("inventory", "hosts.yml"),
        stage.playbook(),
        folder.path(),
        request.check(),
        request.tags(),
        request.startAt(),
        labs.workspace().secretFiles(),
        labs.redaction(),
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
    RunRecord known =
        state.ansibleVersion().isEmpty() ? record : record.withAnsible(state.ansibleVersion());
    return known.finished(
        status, exitCode.number(), clock.instant(), verdict.explanation(), state.hosts());
  }

  /**
   * Says how a run failed or was interrupted, and where its record is.
   *
   * @param next what to do next
   */
  void tellFailure(String what, Ended ended, String next) throws UserError {
    String how = ended.exitCode() == ExitCode.INTERRUPTED ? " interrupted" : " failed";
    terminal
        .err()
        .println(
            terminal.theme().bad(what + how)
                + " after "
                + ended.took()
                + ". "
                + ended.verdict().explanation().lines().findFirst().orElse(""));
    stderr(ended.verdict()).ifPresent(terminal.err()::println);
    terminal
        .err()
        .println("Record: " + shown(ended.folder()) + " (ansible.log has everything). " + next);
  }

  /** Relative to the lab folder. */
  Path shown(RunFolder folder) throws UserError {
    return labs.folder().relativize(folder.path());
  }

  private static Optional<String> stderr(Verdict verdict) {
    return verdict instanceof Verdict.CouldNotStart it && !it.stderrTail().isEmpty()
        ? Optional.of(String.join("\n", it.stderrTail()))
        : Optional.empty();
  }
}
