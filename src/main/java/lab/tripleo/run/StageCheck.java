package lab.tripleo.run;

import java.io.IOException;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Answer;
import lab.tripleo.reporting.CheckAnswers;
import lab.tripleo.reporting.CheckLines;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.secrets.Redaction;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.Terminal;

/** Checks a stage: shows and records what it would change on the hosts. */
public final class StageCheck {
  private final LabSession session;
  private final HostAccess hostAccess;
  private final PlaybookExecution execution;
  private final Terminal terminal;

  public StageCheck(
      LabSession session, HostAccess hostAccess, PlaybookExecution execution, Terminal terminal) {
    this.session = session;
    this.execution = execution;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
  }

  /** Checks the one stage of a request. */
  public ExitCode check(RunRequest request) throws IOException, UserError, InterruptedException {
    // The configuration is read first: its errors end the check before anything is written.
    return new RunSession(session, hostAccess, terminal)
        .whenReady(
            request,
            session.labUnlessPlatformUnknown(),
            ready -> check(request.stages().get(0), request, ready));
  }

  private ExitCode check(Stage stage, RunRequest request, Ready ready)
      throws IOException, UserError {
    Redaction redaction = session.redaction();
    CheckLines lines = new CheckLines(terminal.theme(), it -> redaction.redact(it).text());
    CheckAnswers answers =
        new CheckAnswers(
            stage.word(),
            it -> lines.of(it).forEach(terminal::print),
            it -> terminal.say("    " + redaction.redact(it).text()));
    PlaybookExecution.Ended ended =
        execution.run(
            request.start(stage),
            request,
            ready,
            Progress.ofCheck(answers, terminal, session.clock()));
    ended
        .folder()
        .keepAnswers(
            answers.answers().stream()
                .map(Answer::json)
                .map(it -> redaction.redact(it).text())
                .toList());
    execution.report(ended);
    terminal.say("");
    lines.totals(answers.answers(), answers.firstChange()).forEach(terminal::say);
    if (ended.exitCode() == ExitCode.DONE) {
      terminal.say(
          terminal.theme().good(ended.title() + " done")
              + " in "
              + ended.took()
              + "; nothing was changed. Record: "
              + execution.shown(ended.folder()));
    } else {
      boolean failed = ended.exitCode() == ExitCode.RUN_FAILED;
      String run = " `run " + stage.word() + "` would fail there too.";
      new FailureReport(session, terminal)
          .print(ended, ready, "Nothing was changed." + (failed ? run : ""));
    }
    return ended.exitCode();
  }
}
