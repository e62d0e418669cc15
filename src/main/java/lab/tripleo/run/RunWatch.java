package lab.tripleo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.PlaybookReader;
import lab.tripleo.model.Playbook;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.FailureText;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.terminal.Progress;
import lab.tripleo.terminal.ProgressKind;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/**
 * Shows a run from its record: follows one that is active, or replays one that is over. It only
 * reads, and takes no lock.
 */
public final class RunWatch {
  private static final int LOOK_MILLIS = 500;

  private final LabSession session;
  private final Terminal terminal;

  public RunWatch(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  /**
   * Shows a run to its end.
   *
   * @param wanted its id or {@code latest}; absent for the active one
   * @param speed of a replay: 0 is at once; absent for 1
   * @return the run's own exit code; {@link ExitCode#INTERRUPTED} if it was killed, or if this
   *     thread is interrupted
   * @throws UserError when there is no such run, or a speed is given for an active one
   */
  public int watch(Optional<String> wanted, Optional<Double> speed, ProgressKind kind)
      throws IOException, UserError {
    Runs runs = session.runs();
    RunHistory history = new RunHistory(runs.list());
    RunRecord record = choose(history, runs, wanted, speed.isPresent());
    boolean active = isActive(record, runs);
    if (active && speed.isPresent()) {
      throw new UserError(
          ExitCode.USAGE,
          "run " + record.id() + " is still active; --speed is for runs that are over",
          "leave out --speed to follow it");
    }
    ProgressKind shown = terminal.isQuiet() && kind == ProgressKind.auto ? ProgressKind.none : kind;
    terminal.say(
        (active ? "Following run " : "Replaying run ") + record.id() + ": " + what(record));
    try {
      RunState state =
          active
              ? follow(record, history, runs, shown)
              : replay(record, history, runs, speed.orElse(1.0), shown);
      return conclude(runs.record(record.id()).orElse(record), runs, state);
    } catch (InterruptedException stopped) {
      return stopped(active);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        return stopped(active);
      }
      throw e;
    }
  }

  private int stopped(boolean active) {
    terminal.say(active ? "Stopped watching. The run continues." : "Stopped.");
    return ExitCode.INTERRUPTED.number();
  }

  private static String what(RunRecord record) {
    return record.target().title() + " (" + String.join(" ", record.start().command()) + ")";
  }

  private static boolean isActive(RunRecord record, Runs runs) {
    return record.status() == RunStatus.RUNNING && !runs.isAbandoned(record);
  }

  private static RunRecord choose(
      RunHistory history, Runs runs, Optional<String> wanted, boolean replays) throws UserError {
    if (wanted.isPresent()) {
      return history.find(wanted);
    }
    Optional<RunRecord> active =
        history.records().stream().filter(it -> isActive(it, runs)).findFirst();
    if (active.isPresent() || replays) {
      return active.isPresent() ? active.get() : history.find(wanted);
    }
    RunRecord newest = history.find(wanted);
    throw new UserError(
        ExitCode.USAGE,
        "no run is active; the newest is " + newest.id() + ": " + newest.target().title(),
        "`tripleo-lab watch latest --speed 10` replays it");
  }

  private RunState follow(RunRecord record, RunHistory history, Runs runs, ProgressKind kind)
      throws IOException, InterruptedException {
    EventTail.End end = new EndOfRecord(record.id(), runs);
    // Its copy of the playbook is complete once Ansible writes events.
    while (runs.folder(record.id()).events().isEmpty() && !end.within(LOOK_MILLIS)) {
      Thread.onSpinWait();
    }
    try (Progress progress = progress(record, history, runs, session.clock(), kind)) {
      tail(runs.folder(record.id()).path()).follow(end, progress);
      return progress.state();
    }
  }

  private RunState replay(
      RunRecord record, RunHistory history, Runs runs, double speed, ProgressKind kind)
      throws IOException {
    ReplayClock clock = new ReplayClock(record.startedAt(), speed, session.clock());
    try (Progress progress = progress(record, history, runs, clock, kind)) {
      if (runs.folder(record.id()).events().isPresent()) {
        tail(runs.folder(record.id()).path()).replay(paced(progress, clock));
      }
      return progress.state();
    }
  }

  private static RunListener paced(RunListener listener, ReplayClock clock) {
    return new EveryEvent() {
      @Override
      protected void any(RunEvent event) {
        try {
          clock.await(event.at());
        } catch (InterruptedException stopped) {
          throw new UncheckedIOException(new ClosedByInterruptException());
        }
        event.deliverTo(listener);
      }
    };
  }

  private EventTail tail(Path run) {
    return new EventTail(run.resolve(RunEvent.FILE), new EventDecoder(session.clock()));
  }

  private Progress progress(
      RunRecord record, RunHistory history, Runs runs, Clock clock, ProgressKind kind)
      throws IOException {
    boolean simulated = record.start().release().startsWith("Simulated");
    RunHistory before =
        new RunHistory(
            history.records().stream().filter(it -> it.number() < record.number()).toList());
    Forecasts forecasts = new Forecasts(before, runs, session.clock(), simulated);
    return Progress.of(
        kind,
        terminal,
        new Progress.Shown(
            forecasts.of(record.target(), playbook(record, runs), record.target().tags()),
            Optional.empty(),
            record.startedAt(),
            clock));
  }

  /** The run's own copy; without tasks when there is none. */
  private static Playbook playbook(RunRecord record, Runs runs) throws IOException {
    Path path = record.target().stage().playbook();
    return runs.folder(record.id())
        .kept(path)
        .flatMap(it -> PlaybookReader.readIfValid(new GeneratedFile(path, it)))
        .orElse(new Playbook(path, List.of()));
  }

  /** Ends a follower when the record says that the run is over, or its program was killed. */
  private static final class EndOfRecord implements EventTail.End {
    private final String id;
    private final Runs runs;
    private long waited;

    EndOfRecord(String id, Runs runs) {
      this.id = id;
      this.runs = runs;
    }

    @Override
    public boolean within(long millis) throws InterruptedException {
      Thread.sleep(millis);
      waited += millis;
      if (waited < LOOK_MILLIS) {
        return false;
      }
      waited = 0;
      Optional<RunRecord> now = runs.record(id);
      return now.isPresent()
          ? !isActive(now.get(), runs)
          : !Files.isDirectory(runs.folder(id).path());
    }
  }

  private int conclude(RunRecord record, Runs runs, RunState state) {
    terminal.say("");
    new RunSummary(terminal.theme()).lines(state).forEach(terminal::say);
    terminal.say("");
    String took = record.took().map(Durations::text).orElse("");
    Path folder = session.shown(runs.folder(record.id()).path());
    if (record.status() == RunStatus.SUCCEEDED) {
      String done = terminal.theme().good(record.target().title() + " done");
      int changed = RunSummary.changed(state.hosts());
      terminal.say(done + " in " + took + ", changed: " + changed + ". Record: " + folder);
    } else {
      FailureText failure = new FailureText(terminal.theme(), terminal.errorWidth());
      state.failures().stream()
          .flatMap(it -> failure.lines(it).stream())
          .forEach(terminal.err()::println);
      String after = took.isEmpty() ? "" : " after " + took;
      String why = state.failures().isEmpty() ? firstLine(record.explanation()) : "";
      terminal
          .err()
          .println(terminal.theme().bad(ending(record)) + after + "." + why + " Record: " + folder);
    }
    return record.exitCode().orElse(ExitCode.INTERRUPTED.number());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().map(it -> " " + it).orElse("");
  }

  private static String ending(RunRecord record) {
    String title = record.target().title();
    return switch (record.status()) {
      case RUNNING -> title + " was killed: its record has no end, and its program no longer runs";
      case INTERRUPTED -> title + " was interrupted";
      default -> title + " failed";
    };
  }
}
