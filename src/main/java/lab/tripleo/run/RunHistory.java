package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.RunListener;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.workspace.Lock;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/** The records of a lab's runs, as they are to be shown. */
public final class RunHistory {
  private RunHistory() {}

  /**
   * The newest first. Where no run is under way, one that still says so was killed, and is told as
   * interrupted.
   */
  public static List<RunRecord> of(Workspace workspace, Clock clock) throws IOException {
    Runs runs = new Runs(workspace, clock);
    if (Files.isDirectory(workspace.runsFolder())) {
      try (Lock lock = Lock.take(workspace, "a look at the records", clock)) {
        runs.closeAbandoned(lock);
      } catch (LockedException underWay) {
        return runs.list();
      }
    }
    return runs.list();
  }

  /**
   * A run that the user names.
   *
   * @param wanted its id, {@code latest}, or nothing for the newest
   */
  public static RunRecord find(Workspace workspace, Clock clock, Optional<String> wanted)
      throws IOException, UserError {
    List<RunRecord> known = of(workspace, clock);
    Optional<String> id = wanted.filter(it -> !it.equals("latest"));
    return known.stream()
        .filter(it -> id.isEmpty() || it.id().equals(id.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    known.isEmpty() ? "there are no runs yet" : "there is no run " + id.orElse(""),
                    known.isEmpty()
                        ? "`tripleo-lab run prepare` makes the first"
                        : "`tripleo-lab runs` lists them",
                    null));
  }

  /** Whether it did no more than a part of its stage, as it was asked to. */
  public static boolean isOfAPart(RunRecord run) {
    return run.command().contains("--tags") || run.command().contains("--start-at");
  }

  /** Tells the events of a record once more; none where it never came that far. */
  static void replay(RunFolder run, Clock clock, RunListener listener) throws IOException {
    Optional<Path> events = run.events();
    if (events.isPresent()) {
      new EventTail(events.get(), new EventDecoder(clock)).replay(listener);
    }
  }
}
