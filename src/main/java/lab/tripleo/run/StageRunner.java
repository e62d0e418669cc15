package lab.tripleo.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.Outcome;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Image;
import lab.tripleo.model.Lab;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.ProgressKind;
import lab.tripleo.terminal.Terminal;

/** Runs stages: makes everything ready, starts Ansible, keeps the record, says how it went. */
public final class StageRunner {
  /** Tasks of the plan that are skipped where they would have nothing to say. */
  private static final Set<String> SAY_WHAT_TO_REMOVE =
      Set.of("Say what is to be removed", "Say what stays otherwise");

  private final LabSession labs;
  private final HostAccess preparation;
  private final PlaybookExecution recorded;
  private final LogCollection results;
  private final Terminal terminal;
  private final Clock clock;

  public StageRunner(
      LabSession labs,
      HostAccess preparation,
      PlaybookExecution recorded,
      LogCollection results,
      Terminal terminal,
      Clock clock) {
    this.labs = labs;
    this.recorded = recorded;
    this.results = results;
    this.preparation = preparation;
    this.terminal = terminal;
    this.clock = clock;
  }

  public ExitCode run(RunRequest given) throws IOException, UserError, InterruptedException {
    // Errors in the configuration end it before anything is written or contacted.
    Optional<Lab> known = labs.labUnlessPlatformUnknown();
    if (known.isPresent()) {
      TagCheck.require(given, new LabGenerator().generate(known.get()));
    }
    RunRequest request = given;
    if (given.stages().contains(Stage.CLEAN) && preparation.isThereNoSandbox()) {
      terminal.say("There is no sandbox: nothing to clean.");
      request = given.without(Stage.CLEAN);
    }
    return request.stages().isEmpty() ? ExitCode.DONE : runStages(request, known);
  }

  private ExitCode runStages(RunRequest request, Optional<Lab> known)
      throws IOException, UserError, InterruptedException {
    return new RunSession(labs, preparation, terminal, clock)
        .whenReady(
            request,
            known,
            ready -> {
              // Was looked at before, where the platform was known before.
              if (known.isEmpty()) {
                TagCheck.require(request, ready.generated());
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
      return run(stage, request, ready, new RunState());
    }
    Resumption resumption = Resumption.of(stage, ready.runs(), ready.generated(), clock);
    terminal.say(resumption.reason() + ".");
    return resumption.kind() == Resumption.Kind.SKIP
        ? ExitCode.DONE
        : run(stage, request.only(resumption.sections()), ready, new RunState());
  }

  /** Says what will be removed and asks, unless that was agreed to beforehand. */
  private ExitCode clean(RunRequest request, Ready ready) throws IOException, UserError {
    if (request.planOnly() || !request.yes()) {
      RunState seen = new RunState();
      ExitCode planned = run(Stage.CLEAN, request.plan(), ready, seen);
      boolean nothing = seen.results().stream().noneMatch(StageRunner::saysWhatToRemove);
      if (planned != ExitCode.DONE || request.planOnly() || nothing) {
        return planned;
      }
      if (request.progress() == ProgressKind.none) {
        seen.results().stream()
            .filter(it -> it.result().taskName().startsWith("Say what "))
            .forEach(it -> terminal.say(it.result().message()));
      }
      if (!terminal.confirm("Remove all this?")) {
        throw new UserError(
            ExitCode.USAGE, "nothing was removed", "--yes removes without asking", null);
      }
    }
    return run(Stage.CLEAN, request.cleaning(), ready, new RunState());
  }

  private static boolean saysWhatToRemove(RunState.Done done) {
    return SAY_WHAT_TO_REMOVE.contains(done.result().taskName())
        && done.result().outcome() == Outcome.OK;
  }

  private ExitCode run(Stage stage, RunRequest request, Ready ready, RunState state)
      throws IOException, UserError {
    String what = request.planOnly() ? stage.word() + " --plan" : stage.word();
    Progress progress =
        Progress.of(
            progress(stage, request),
            terminal,
            state,
            ready.generated().playbook(stage.playbook()).taskCount(request.tags()),
            clock);
    PlaybookExecution.Ended ended = recorded.run(what, stage, request, ready, state, progress);
    recorded.report(ended);
    conclude(what, state, ended);
    if (ended.exitCode() == ExitCode.RUN_FAILED && request.fetchResults()) {
      results.fetchAfterFailure(
          ended.folder().path(), stage != Stage.PREPARE && stage != Stage.CLEAN);
      recorded.report(ended);
    }
    return ended.exitCode();
  }

  /** With {@code -q} none, unless it is what was asked for, or what a question is about. */
  private ProgressKind progress(Stage stage, RunRequest request) {
    boolean toRead = stage == Stage.CLEAN && (request.planOnly() || !request.yes());
    boolean quiet = terminal.isQuiet() && request.progress() == ProgressKind.auto;
    return quiet && !toRead ? ProgressKind.none : request.progress();
  }

  private void conclude(String what, RunState state, PlaybookExecution.Ended ended)
      throws UserError {
    terminal.say("");
    new RunSummary(terminal.theme()).lines(state).forEach(terminal::say);
    terminal.say("");
    if (ended.exitCode() != ExitCode.DONE) {
      recorded.tellFailure(
          what, ended, "Run it again when the cause is gone: what is done stays done.");
      return;
    }
    terminal.say(
        terminal.theme().good(what + " done")
            + " in "
            + ended.took()
            + ", changed: "
            + RunSummary.changed(state.hosts())
            + ". Record: "
            + recorded.shown(ended.folder()));
  }
}
