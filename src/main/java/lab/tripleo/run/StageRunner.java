package lab.tripleo.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Image;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.reporting.StageList;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.ProgressKind;
import lab.tripleo.terminal.Terminal;

/** Runs the stages of a request one after the other, until one fails. */
public final class StageRunner {
  /** Tag of the tasks in a plan that report that there is nothing to remove. */
  static final String NOTHING_TO_REMOVE = "nothing-to-remove";

  private final LabSession session;
  private final HostAccess hostAccess;
  private final PlaybookExecution execution;
  private final LogCollection logs;
  private final Terminal terminal;

  public StageRunner(
      LabSession session,
      HostAccess hostAccess,
      PlaybookExecution execution,
      LogCollection logs,
      Terminal terminal) {
    this.session = session;
    this.execution = execution;
    this.logs = logs;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
  }

  /** Runs the stages of a request; {@link ExitCode#DONE} when all of them succeeded. */
  public ExitCode run(RunRequest given) throws IOException, UserError, InterruptedException {
    // The configuration is read first: its errors end the run before anything is written.
    Optional<Lab> known = session.labUnlessPlatformUnknown();
    if (known.isPresent() && !given.tags().isEmpty()) {
      TagCheck.require(given, new LabGenerator().generate(known.get()));
    }
    RunRequest request = given;
    if (given.stages().contains(Stage.CLEAN) && hostAccess.isSandboxAbsent()) {
      terminal.say("The sandbox does not exist: nothing to clean.");
      request = given.without(Stage.CLEAN);
    }
    return request.stages().isEmpty() ? ExitCode.DONE : runStages(request, known);
  }

  private ExitCode runStages(RunRequest request, Optional<Lab> known)
      throws IOException, UserError, InterruptedException {
    return new RunSession(session, hostAccess, terminal)
        .whenReady(
            request,
            known,
            ready -> {
              // With a known platform, the tags were checked above.
              if (known.isEmpty()) {
                TagCheck.require(request, ready.generated());
              }
              return runStages(request, ready);
            });
  }

  private ExitCode runStages(RunRequest request, Ready ready) throws IOException, UserError {
    warnOfUncheckedImage(request, ready.lab());
    ExitCode exitCode = ExitCode.DONE;
    List<StageList.Done> done = new ArrayList<>();
    for (Stage stage : request.stages()) {
      if (exitCode == ExitCode.DONE) {
        Optional<StageList> around = around(stage, done, request, ready);
        Instant start = session.clock().instant();
        Optional<ExitCode> ended =
            stage == Stage.CLEAN
                ? Optional.of(clean(request, ready, around))
                : resumeOrRun(stage, request, ready, around);
        exitCode = ended.orElse(ExitCode.DONE);
        Duration took = Duration.between(start, session.clock().instant());
        done.add(new StageList.Done(stage.word(), ended.map(it -> took)));
      }
    }
    if (exitCode == ExitCode.DONE) {
      tell(done, request, ready.lab());
    }
    return exitCode;
  }

  /** The stages of the command; absent when it has only one. */
  private Optional<StageList> around(
      Stage now, List<StageList.Done> done, RunRequest request, Ready ready) throws IOException {
    if (request.stages().size() < 2) {
      return Optional.empty();
    }
    Forecasts forecasts = forecasts(ready);
    List<StageList.Ahead> ahead =
        request.stages().stream()
            .skip(done.size() + 1)
            .map(it -> new StageList.Ahead(it.word(), usual(it, forecasts, request, ready)))
            .toList();
    return Optional.of(new StageList(done, now.word(), ahead));
  }

  /** How long a stage usually takes; nothing is known of some sections only. */
  private static Optional<Duration> usual(
      Stage stage, Forecasts forecasts, RunRequest request, Ready ready) {
    boolean changes =
        request.stages().contains(Stage.CLEAN) || forecasts.changes(stage).orElse(true);
    return request.tags().isEmpty()
        ? forecasts.usual(stage, ready.generated().playbook(stage.playbook()), changes)
        : Optional.empty();
  }

  private Forecasts forecasts(Ready ready) throws IOException {
    return new Forecasts(
        new RunHistory(ready.runs().list()),
        ready.runs(),
        session.clock(),
        ready.lab().release().simulated());
  }

  private void tell(List<StageList.Done> done, RunRequest request, Lab lab) {
    if (done.size() > 1) {
      terminal.say("");
      done.forEach(it -> terminal.say(summary(it)));
    }
    if (lab.release().simulated() && request.stages().contains(Stage.TRIPLEO_INSTALL)) {
      terminal.say(
          "The undercloud is simulated: a stand-in for TripleO, to try the lab and its commands.");
    }
  }

  private String summary(StageList.Done it) {
    return it.took()
        .map(
            took ->
                terminal.theme().good("done")
                    + String.format("     %-16s  %s", it.stage(), Durations.text(took)))
        .orElse("skipped  " + it.stage());
  }

  /** For an image that the user configured, the configuration reader warns. */
  private void warnOfUncheckedImage(RunRequest request, Lab lab) {
    Image image = lab.tripleo().disk().image();
    boolean ofRelease = lab.release().machine().image().equals(Optional.of(image));
    if (request.stages().contains(Stage.TRIPLEO_PREPARE) && ofRelease && image.sha256().isEmpty()) {
      terminal.warn(
          "the image of release "
              + lab.release().name()
              + " has no SHA-256 sum and cannot be verified; set TRIPLEO_IMAGE_URL and TRIPLEO_IMAGE_SHA256 to use another");
    }
  }

  /** Empty if the stage is skipped. */
  private Optional<ExitCode> resumeOrRun(
      Stage stage, RunRequest request, Ready ready, Optional<StageList> around)
      throws IOException, UserError {
    if (!request.resume()) {
      return Optional.of(run(request.start(stage), request, ready, around).exitCode());
    }
    Resumption resumption = Resumption.of(stage, ready.runs(), ready.generated(), session.clock());
    terminal.say(resumption.reason() + ".");
    if (resumption.kind() == Resumption.Kind.SKIP) {
      return Optional.empty();
    }
    PlaybookStart rest = request.start(stage).only(resumption.sections());
    return Optional.of(run(rest, request, ready, around).exitCode());
  }

  /** Lists what will be removed and asks, unless the user agreed beforehand. */
  private ExitCode clean(RunRequest request, Ready ready, Optional<StageList> around)
      throws IOException, UserError {
    if (request.planOnly() || !request.yes()) {
      PlaybookExecution.Ended plan = run(request.startPlan(), request, ready, around);
      if (plan.exitCode() != ExitCode.DONE || request.planOnly() || removesNothing(plan.state())) {
        return plan.exitCode();
      }
      if (request.progress() == ProgressKind.none) {
        plan.state().spoken().forEach(it -> terminal.print(it.message()));
      }
      if (!terminal.confirm("Remove all this?")) {
        // Without a terminal, the option is missing; at one, the user has answered.
        throw new UserError(
            terminal.fds().in() ? ExitCode.RUN_FAILED : ExitCode.USAGE,
            "nothing was removed",
            "--yes removes without asking");
      }
    }
    return run(request.startClean(), request, ready, around).exitCode();
  }

  /** Whether the plan found nothing to remove. After a plan without messages the user is asked. */
  static boolean removesNothing(RunState plan) {
    return !plan.spoken().isEmpty()
        && plan.spoken().stream().allMatch(it -> it.tags().contains(NOTHING_TO_REMOVE));
  }

  private PlaybookExecution.Ended run(
      PlaybookStart start, RunRequest request, Ready ready, Optional<StageList> around)
      throws IOException, UserError {
    Stage stage = start.target().stage();
    Playbook playbook = ready.generated().playbook(stage.playbook());
    Progress.Shown shown =
        new Progress.Shown(
            forecasts(ready).of(start.target(), playbook, start.tags()),
            around,
            session.clock().instant(),
            session.clock());
    Progress progress = Progress.of(progress(start, request), terminal, shown);
    PlaybookExecution.Ended ended = execution.run(start, request, ready, progress);
    execution.report(ended);
    conclude(ended, request, ready);
    if (ended.exitCode() == ExitCode.RUN_FAILED && request.fetchResults()) {
      logs.fetchAfterFailure(ended.folder().path(), stage != Stage.PREPARE && stage != Stage.CLEAN);
      execution.report(ended);
    }
    return ended;
  }

  /** None with {@code -q}, except for a plan: it is the result, or the user is asked about it. */
  private ProgressKind progress(PlaybookStart start, RunRequest request) {
    boolean isPlan = start.target().kind() == RunKind.PLAN;
    boolean quiet = terminal.isQuiet() && request.progress() == ProgressKind.auto;
    return quiet && !isPlan ? ProgressKind.none : request.progress();
  }

  /** What the user can do after a failure. */
  private String next(PlaybookExecution.Ended ended, RunRequest request) {
    boolean resumes = request.canResume();
    List<String> words =
        resumes ? request.resumeWords(ended.record().target().stage()) : request.words();
    return (resumes ? "To resume, " : "To retry, ")
        + (ended.exitCode() == ExitCode.INTERRUPTED ? "" : "fix the cause and ")
        + "run: "
        + session.program()
        + " "
        + String.join(" ", words);
  }

  private void conclude(PlaybookExecution.Ended ended, RunRequest request, Ready ready)
      throws UserError {
    terminal.say("");
    new RunSummary(terminal.theme()).lines(ended.state()).forEach(terminal::say);
    terminal.say("");
    if (ended.exitCode() != ExitCode.DONE) {
      new FailureReport(session, terminal).print(ended, ready, next(ended, request));
      return;
    }
    terminal.say(
        terminal.theme().good(ended.title() + " done")
            + " in "
            + ended.took()
            + ", changed: "
            + RunSummary.changed(ended.state().hosts())
            + ". Record: "
            + execution.shown(ended.folder()));
  }
}
