package lab.tripleo.run;

import java.io.IOException;
import java.time.Clock;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.reporting.Answer;
import lab.tripleo.reporting.CheckAnswers;
import lab.tripleo.reporting.CheckLines;
import lab.tripleo.reporting.RunState;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.secrets.Redaction;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;

/** Asks the hosts what a stage would change, and shows and records what they answer. */
public final class StageCheck {
  private final LabSession labs;
  private final HostAccess preparation;
  private final PlaybookExecution recorded;
  private final Terminal terminal;
  private final Clock clock;

  public StageCheck(
      LabSession labs,
      HostAccess preparation,
      PlaybookExecution recorded,
      Terminal terminal,
      Clock clock) {
    this.labs = labs;
    this.recorded = recorded;
    this.preparation = preparation;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Checks the one stage of a request. */
  public ExitCode check(RunRequest request) throws IOException, UserError, InterruptedException {
    // Errors in the configuration end it before anything is written or contacted.
    return new RunSession(labs, preparation, terminal, clock)
        .whenReady(
            request,
            labs.labUnlessPlatformUnknown(),
            ready -> check(request.stages().get(0), request, ready));
  }

  private ExitCode check(Stage stage, RunRequest request, Ready ready)
      throws IOException, UserError {
    String what = RunRecord.checkOf(stage.word());
    Redaction redaction = labs.redaction();
    CheckLines lines = new CheckLines(terminal.theme(), it -> redaction.redact(it).text());
    CheckAnswers answers =
        new CheckAnswers(
            stage.word(),
            it -> lines.of(it).forEach(terminal::print),
            it -> terminal.say("    " + redaction.redact(it).text()));
    RunState state = new RunState();
    PlaybookExecution.Ended ended =
        recorded.run(what, stage, request, ready, state, Progress.ofCheck(state, answers));
    ended
        .folder()
        .keepAnswers(
            answers.answers().stream()
                .map(Answer::json)
                .map(it -> redaction.redact(it).text())
                .toList());
    recorded.report(ended);
    terminal.say("");
    lines.sums(answers.answers(), answers.firstChange()).forEach(terminal::say);
    if (ended.exitCode() == ExitCode.DONE) {
      terminal.say(
          terminal.theme().good(what + " done")
              + " in "
              + ended.took()
              + ", nothing was changed. Record: "
              + recorded.shown(ended.folder()));
    } else {
      boolean failed = ended.exitCode() == ExitCode.RUN_FAILED;
      String run = " `run " + stage.word() + "` would fail there too.";
      recorded.tellFailure(what, ended, "Nothing was changed." + (failed ? run : ""));
    }
    return ended.exitCode();
  }
}
