package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.execution.Verdict;
import lab.tripleo.execution.ZtProcessRunner;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.generation.PlaybookOutline;
import lab.tripleo.model.Image;
import lab.tripleo.model.Lab;
import lab.tripleo.orchestrator.Ansible;
import lab.tripleo.orchestrator.AnsibleChoice;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.workspace.Lock;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/** Runs stages: makes everything ready, starts Ansible, keeps the record, says how it went. */
final class StageRuns {
  private final Labs labs;
  private final Preparation preparation;
  private final ResultsOfRuns results;
  private final Terminal terminal;
  private final Clock clock;

  StageRuns(
      Labs labs, Preparation preparation, ResultsOfRuns results, Terminal terminal, Clock clock) {
    this.labs = labs;
    this.results = results;
    this.preparation = preparation;
    this.terminal = terminal;
    this.clock = clock;
  }

  ExitCode run(RunRequest given) throws IOException, ExpectedFailure, InterruptedException {
    // Errors in the configuration end it before anything is written or contacted.
    Optional<AnsibleChoice> known = labs.labUnlessPlatformUnknown().map(Preparation::choice);
    RunRequest request = given;
    if (given.stages().contains(Stage.CLEAN) && preparation.isThereNoSandbox()) {
      terminal.say("There is no sandbox: nothing to clean.");
      request = given.without(Stage.CLEAN);
    }
    return request.stages().isEmpty() ? ExitCode.DONE : runStages(request, known);
  }

  private ExitCode runStages(RunRequest request, Optional<AnsibleChoice> known)
      throws IOException, ExpectedFailure, InterruptedException {
    Workspace workspace = labs.workspace();
    String what = "run " + String.join(" ", request.stages().stream().map(Stage::word).toList());
    try (Lock lock = Lock.take(workspace, what, clock)) {
      Runs runs = new Runs(workspace, clock);
      runs.closeAbandoned(lock);
      preparation.tools(labs.contact().address().isSandbox(), known, request.yes());
      Lab lab = preparation.reach(request);
      // Not before: which platform the hypervisor has may have been found out just now.
      Ansible ansible = preparation.ansible(Preparation.choice(lab), request.yes());
      terminal.detail(ansible.why());
      List<GeneratedFile> files = new LabGenerator().generate(lab);
      new GeneratedTree(labs.folder()).write(files);
      warnOfUncheckedImage(request, lab);
      ExitCode exitCode = ExitCode.DONE;
      Map<Stage, Duration> took = new EnumMap<>(Stage.class);
      for (Stage stage : request.stages()) {
        if (exitCode == ExitCode.DONE) {
          Instant start = clock.instant();
          Ready ready = new Ready(ansible.playbook(), lab, files, runs, lock);
          exitCode =
              stage == Stage.CLEAN ? clean(request, ready) : resumeOrRun(stage, request, ready);
          took.put(stage, Duration.between(start, clock.instant()));
        }
      }
      if (exitCode == ExitCode.DONE) {
        summary(took, lab);
      }
      return exitCode;
    } catch (LockedException e) {
      throw new ExpectedFailure(ExitCode.LOCKED, e.getMessage(), e.hint(), e);
    }
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

  /** What all stages of one command are run with. */
  private record Ready(Path ansible, Lab lab, List<GeneratedFile> files, Runs runs, Lock lock) {}

  private ExitCode resumeOrRun(Stage stage, RunRequest request, Ready ready)
      throws IOException, ExpectedFailure {
    if (!request.resume()) {
      return run(stage, request, ready, new RunState());
    }
    Resumption resumption = Resumption.of(stage, ready.runs(), ready.files(), clock);
    terminal.say(resumption.reason() + ".");
    return resumption.kind() == Resumption.Kind.SKIP
        ? ExitCode.DONE
        : run(stage, request.only(resumption.sections()), ready, new RunState());
  }

  /** Says what will be removed and asks, unless that was agreed to beforehand. */
  private ExitCode clean(RunRequest request, Ready ready) throws IOException, ExpectedFailure {
    if (request.planOnly() || !request.yes()) {
      RunState seen = new RunState();
      ExitCode planned = run(Stage.CLEAN, request.plan(), ready, seen);
      boolean nothing = seen.results().stream().noneMatch(StageRuns::saysWhatToRemove);
      if (planned != ExitCode.DONE || request.planOnly() || (nothing && !request.purge())) {
        return planned;
      }
      if (request.progress() == RunRequest.ProgressKind.none) {
        seen.results().stream()
            .filter(it -> it.result().taskName().startsWith("Say what "))
            .forEach(it -> terminal.say(it.result().message()));
      }
      if (!terminal.confirm("Remove all this?")) {
        throw new ExpectedFailure(
            ExitCode.USAGE, "nothing was removed", "--yes removes without asking", null);
      }
    }
    return run(Stage.CLEAN, request.cleaning(), ready, new RunState());
  }

  private static boolean saysWhatToRemove(RunState.Done done) {
    return done.result().taskName().equals("Say what is to be removed")
        && done.result().outcome() == Outcome.OK;
  }

  private ExitCode run(Stage stage, RunRequest request, Ready ready, RunState state)
      throws IOException, ExpectedFailure {
    AnsiblePlaybook playbook =
        new AnsiblePlaybook(
            new ZtProcessRunner(), ready.ansible().toString(), System.getenv(), clock);
    String what = request.planOnly() ? stage.word() + " --plan" : stage.word();
    Runs.Started started =
        ready
            .runs()
            .start(
                ready.lock(),
                what,
                ready.lab().release().title(),
                request.words(),
                Version.ofProgram());
    RunFolder folder = started.folder();
    folder.keepGenerated(labs.folder());
    PlaybookRun run = playbookRun(stage, request, folder);
    Verdict verdict;
    boolean interrupted;
    try (Progress progress =
        Progress.of(request.progress(), terminal, state, total(stage, ready.files()), clock)) {
      verdict = playbook.run(run, progress.listener());
      // Set when we were interrupted; to restore the screen and to write the record would fail with
      // it.
      interrupted = Thread.interrupted();
    } catch (IOException | RuntimeException e) {
      abandon(started, e);
      throw e;
    }
    ExitCode exitCode = interrupted ? ExitCode.INTERRUPTED : exitCode(verdict, state.hosts());
    RunRecord closed = close(started.record(), state, verdict, exitCode);
    folder.save(closed);
    conclude(what, state, verdict, exitCode, closed, folder);
    if (exitCode == ExitCode.RUN_FAILED && request.fetchResults()) {
      results.fetchAfterFailure(folder.path(), stage != Stage.PREPARE && stage != Stage.CLEAN);
    }
    return exitCode;
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
                RunStatus.FAILED, Failures.exitCode(e).number(), clock.instant(), why, Map.of());
    try {
      started.folder().save(closed);
    } catch (IOException alsoThis) {
      e.addSuppressed(alsoThis);
    }
  }

  private PlaybookRun playbookRun(Stage stage, RunRequest request, RunFolder folder)
      throws IOException, ExpectedFailure {
    return new PlaybookRun(
        labs.folder(),
        Path.of("inventory", "hosts.yml"),
        stage.playbook(),
        folder.path(),
        false,
        request.tags(),
        request.startAt(),
        labs.workspace().secretFiles(),
        request.jsonl() ? PlaybookRun.EventSource.JSONL : PlaybookRun.EventSource.CALLBACK,
        stage.limit());
  }

  private static int total(Stage stage, List<GeneratedFile> files) {
    return files.stream()
        .filter(it -> it.path().equals(stage.playbook()))
        .mapToInt(it -> PlaybookOutline.taskCount(it.content()))
        .sum();
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

  private void conclude(
      String what,
      RunState state,
      Verdict verdict,
      ExitCode exitCode,
      RunRecord record,
      RunFolder folder)
      throws ExpectedFailure {
    terminal.say("");
    new RunSummary(terminal.theme()).lines(state).forEach(terminal::say);
    String took =
        Durations.text(Duration.between(record.startedAt(), record.finishedAt().orElseThrow()));
    Path shown = labs.folder().relativize(folder.path());
    terminal.say("");
    if (exitCode == ExitCode.DONE) {
      int changed = RunSummary.changed(state.hosts());
      terminal.say(
          terminal.theme().good(what + " done")
              + " in "
              + took
              + ", changed: "
              + changed
              + ". Record: "
              + shown);
      return;
    }
    String how = exitCode == ExitCode.INTERRUPTED ? " interrupted" : " failed";
    terminal
        .err()
        .println(
            terminal.theme().bad(what + how)
                + " after "
                + took
                + ". "
                + verdict.explanation().lines().findFirst().orElse(""));
    stderr(verdict).ifPresent(terminal.err()::println);
    terminal
        .err()
        .println(
            "Record: "
                + shown
                + " (ansible.log has everything). Run it again when the cause is gone: what is done stays done.");
  }

  private static Optional<String> stderr(Verdict verdict) {
    return verdict instanceof Verdict.CouldNotStart it && !it.stderrTail().isEmpty()
        ? Optional.of(String.join("\n", it.stderrTail()))
        : Optional.empty();
  }
}
