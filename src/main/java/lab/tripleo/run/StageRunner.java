package lab.tripleo.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.generation.PlaybookOutline;
import lab.tripleo.model.Image;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.ProgressKind;
import lab.tripleo.terminal.Terminal;

/** Runs stages: makes everything ready, starts Ansible, keeps the record, says how it went. */
public final class StageRunner {
  /** Marks the tasks of a plan that say that there is nothing to remove. */
  static final String NOTHING_TO_REMOVE = "nothing-to-remove";

  private final LabSession session;
  private final HostAccess hostAccess;
  private final PlaybookExecution execution;
  private final LogCollection logs;
  private final Terminal terminal;
  private final Clock clock;

  public StageRunner(
      LabSession session,
      HostAccess hostAccess,
      PlaybookExecution execution,
      LogCollection logs,
      Terminal terminal,
      Clock clock) {
    this.session = session;
    this.execution = execution;
    this.logs = logs;
    this.hostAccess = hostAccess;
    this.terminal = terminal;
    this.clock = clock;
  }

  public ExitCode run(RunRequest given) throws IOException, UserError, InterruptedException {
    // Errors in the configuration end it before anything is written or contacted.
    Optional<Lab> known = session.labUnlessPlatformUnknown();
    if (known.isPresent()) {
      TagCheck.require(given, new LabGenerator().generate(known.get()));
    }
    RunRequest request = given;
    if (given.stages().contains(Stage.CLEAN) && hostAccess.isThereNoSandbox()) {
      terminal.say("There is no sandbox: nothing to clean.");
      request = given.without(Stage.CLEAN);
    }
    return request.stages().isEmpty() ? ExitCode.DONE : runStages(request, known);
  }

  private ExitCode runStages(RunRequest request, Optional<Lab> known)
      throws IOException, UserError, InterruptedException {
    return new RunSession(session, hostAccess, terminal, clock)
        .whenReady(
            request,
            known,
            ready -> {
              // Was looked at before, where the platform was known before.
              if (known.isEmpty()) {
                TagCheck.require(request, ready.files());
              }
              return runStages(request, ready);
            });
  }

  private ExitCode runStages(RunRequest request, Ready ready) throws IOException, UserError {
    warnOfUncheckedImage(request, ready.lab());
    ExitCode exitCode = ExitCode.DONE;
    Map<Stage, Duration> took = new EnumMap<>(Stage.class);
    for (Stage stage : request.stages()) {
      if (exitCode == ExitCode.DONE) {
        Instant start = clock.instant();
        exitCode =
            stage == Stage.CLEAN ? clean(request, ready) : resumeOrRun(stage, request, ready);
        took.put(stage, Duration.between(start, clock.instant()));
      }
    }
    if (exitCode == ExitCode.DONE) {
      summary(took, ready.lab());
    }
    return exitCode;
  }

  private void summary(Map<Stage, Duration> took, Lab lab) {
    if (took.size() > 1) {
      terminal.say("");
      took.forEach(
          (stage, time) ->
              terminal.say(
                  terminal.theme().good("done")
                      + String.format("  %-16s  %s", stage.word(), Durations.text(time))));
    }
    if (lab.release().simulated() && took.containsKey(Stage.TRIPLEO_INSTALL)) {
      terminal.say(
          "The undercloud is simulated: a stand-in for TripleO, good to try the lab and its commands.");
    }
  }

  /** One that the user has named without a sum is a diagnostic already. */
  private void warnOfUncheckedImage(RunRequest request, Lab lab) {
    Image image = lab.tripleo().disk().image();
    boolean ofRelease = lab.release().machine().image().equals(Optional.of(image));
    if (request.stages().contains(Stage.TRIPLEO_PREPARE) && ofRelease && image.sha256().isEmpty()) {
      terminal.warn(
          "the image of release "
              + lab.release().name()
              + " has no SHA-256 sum to be checked against; TRIPLEO_IMAGE_URL and TRIPLEO_IMAGE_SHA256 name one that has");
    }
  }

  private ExitCode resumeOrRun(Stage stage, RunRequest request, Ready ready)
      throws IOException, UserError {
    if (!request.resume()) {
      return run(request.of(stage), request, ready).exitCode();
    }
    Resumption resumption = Resumption.of(stage, ready.runs(), ready.files(), clock);
    terminal.say(resumption.reason() + ".");
    return resumption.kind() == Resumption.Kind.SKIP
        ? ExitCode.DONE
        : run(request.of(stage).only(resumption.sections()), request, ready).exitCode();
  }

  /** Lists what will be removed and asks, unless the user agreed beforehand. */
  private ExitCode clean(RunRequest request, Ready ready) throws IOException, UserError {
    if (request.planOnly() || !request.yes()) {
      PlaybookExecution.Ended plan = run(request.plan(), request, ready);
      if (plan.exitCode() != ExitCode.DONE || request.planOnly() || removesNothing(plan.state())) {
        return plan.exitCode();
      }
      if (request.progress() == ProgressKind.none) {
        plan.state().spoken().forEach(it -> terminal.say(it.message()));
      }
      if (!terminal.confirm("Remove all this?")) {
        throw new UserError(
            ExitCode.USAGE, "nothing was removed", "--yes removes without asking", null);
      }
    }
    return run(request.cleaning(), request, ready).exitCode();
  }

  /** A plan that says nothing, as events without tags do, is no such promise. */
  static boolean removesNothing(RunState plan) {
    return !plan.spoken().isEmpty()
        && plan.spoken().stream().allMatch(it -> it.tags().contains(NOTHING_TO_REMOVE));
  }

  private PlaybookExecution.Ended run(PlaybookStart start, RunRequest request, Ready ready)
      throws IOException, UserError {
    Stage stage = start.target().stage();
    Progress progress =
        Progress.of(progress(stage, request), terminal, total(stage, ready.files()), clock);
    PlaybookExecution.Ended ended = execution.run(start, request, ready, progress);
    execution.report(ended);
    conclude(ended);
    if (ended.exitCode() == ExitCode.RUN_FAILED && request.fetchResults()) {
      logs.fetchAfterFailure(ended.folder().path(), stage != Stage.PREPARE && stage != Stage.CLEAN);
      execution.report(ended);
    }
    return ended;
  }

  /** With {@code -q} none, unless it is what was asked for, or what a question is about. */
  private ProgressKind progress(Stage stage, RunRequest request) {
    boolean toRead = stage == Stage.CLEAN && (request.planOnly() || !request.yes());
    boolean quiet = terminal.isQuiet() && request.progress() == ProgressKind.auto;
    return quiet && !toRead ? ProgressKind.none : request.progress();
  }

  private static int total(Stage stage, List<GeneratedFile> files) {
    return files.stream()
        .filter(it -> it.path().equals(stage.playbook()))
        .mapToInt(it -> PlaybookOutline.taskCount(it.content()))
        .sum();
  }

  private void conclude(PlaybookExecution.Ended ended) throws UserError {
    terminal.say("");
    new RunSummary(terminal.theme()).lines(ended.state()).forEach(terminal::say);
    terminal.say("");
    if (ended.exitCode() != ExitCode.DONE) {
      execution.tellFailure(
          ended, "Fix the cause and run it again: finished tasks are not repeated.");
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
