package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.RunListener;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.model.Stage;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/**
 * The runs of a lab.
 *
 * @param records the newest first
 */
public record RunHistory(List<RunRecord> records) {
  public RunHistory {
    records = List.copyOf(records);
  }

  /**
   * Reads all records. While no command holds the lab's lock, nothing can be running: records that
   * say so are of killed runs, and are closed as interrupted.
   */
  static RunHistory of(Workspace workspace, Clock clock) throws IOException {
    Runs runs = new Runs(workspace, clock);
    if (Files.isDirectory(workspace.runsFolder())) {
      try (RunLock lock = RunLock.take(workspace, "runs", clock)) {
        runs.closeAbandoned(lock);
      } catch (LockedException underWay) {
        return new RunHistory(runs.list());
      }
    }
    return new RunHistory(runs.list());
  }

  /**
   * A run that the user names.
   *
   * @param wanted its id, {@code latest}, or nothing for the newest
   * @throws UserError when there is no such run
   */
  public RunRecord find(Optional<String> wanted) throws UserError {
    Optional<String> id = wanted.filter(it -> !it.equals("latest"));
    return records.stream()
        .filter(it -> id.isEmpty() || it.id().equals(id.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    records.isEmpty()
                        ? "there are no runs yet"
                        : "run " + id.orElse("") + " not found",
                    records.isEmpty()
                        ? "`tripleo-lab run prepare` creates the first"
                        : "`tripleo-lab runs` lists them"));
  }

  /**
   * Two runs to compare.
   *
   * @param wanted up to two runs, see {@link RunPair#of}
   */
  public RunPair pair(List<String> wanted) throws UserError {
    return RunPair.of(this, wanted);
  }

  /** The newest run of a stage; checks and plans are none. */
  public Optional<RunRecord> last(Stage stage) {
    return records.stream().filter(it -> it.target().isRunOf(stage)).findFirst();
  }

  /** The newest run of a stage that may have changed something: not one of preflight alone. */
  Optional<RunRecord> lastThatChanges(Stage stage) {
    return records.stream()
        .filter(it -> it.target().isRunOf(stage))
        .filter(it -> !it.target().tags().equals(List.of(Preflight.SECTION)))
        .findFirst();
  }

  /** The runs of a stage that succeeded with all of its sections, the newest first. */
  public Stream<RunRecord> wholeRuns(Stage stage) {
    return records.stream()
        .filter(it -> it.target().isRunOf(stage) && isWhole(it))
        .filter(it -> it.status() == RunStatus.SUCCEEDED);
  }

  /** Whether it was for all sections of its stage: a resumed run does only the rest. */
  static boolean isWhole(RunRecord run) {
    return run.target().isWhole() && !run.start().command().contains(RunRequest.RESUME);
  }

  /** When the lab was removed after a run, if it was. */
  public Optional<Instant> cleanedSince(RunRecord run) {
    return cleanings(run)
        .filter(it -> it.status() == RunStatus.SUCCEEDED)
        .map(RunRecord::startedAt)
        .findFirst();
  }

  /** Whether something may be missing since a run: also after a cleaning that did not finish. */
  public boolean partlyCleanedSince(RunRecord run) {
    return cleanings(run).findAny().isPresent();
  }

  private Stream<RunRecord> cleanings(RunRecord run) {
    return records.stream()
        .filter(it -> it.target().isRunOf(Stage.CLEAN))
        .filter(it -> it.number() > run.number());
  }

  /** Delivers the events of a record again; none when Ansible never started. */
  static void replay(RunFolder run, Clock clock, RunListener listener) throws IOException {
    Optional<Path> events = run.events();
    if (events.isPresent()) {
      new EventTail(events.get(), new EventDecoder(clock)).replay(listener);
    }
  }
}
