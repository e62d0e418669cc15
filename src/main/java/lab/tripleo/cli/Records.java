package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import lab.tripleo.workspace.Lock;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/** The records of a lab's runs, as they are to be shown. */
final class Records {
  private Records() {}

  /**
   * The newest first. Where no run is under way, one that still says so was killed, and is told as
   * interrupted.
   */
  static List<RunRecord> of(Workspace workspace, Clock clock) throws IOException {
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
}
