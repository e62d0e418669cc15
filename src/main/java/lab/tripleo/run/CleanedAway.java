package lab.tripleo.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;

/** A lab that was cleaned is no longer what an earlier run made. */
public final class CleanedAway {
  private CleanedAway() {}

  /** When the lab was cleaned after a run, if it was. */
  public static Optional<Instant> since(RunRecord run, List<RunRecord> records) {
    return cleanings(run, records)
        .filter(it -> it.status() == RunStatus.SUCCEEDED)
        .map(RunRecord::startedAt)
        .findFirst();
  }

  /** Whether something may be missing since: also after a cleaning that came not to its end. */
  public static boolean partlySince(RunRecord run, List<RunRecord> records) {
    return cleanings(run, records).findAny().isPresent();
  }

  private static Stream<RunRecord> cleanings(RunRecord run, List<RunRecord> records) {
    return records.stream()
        .filter(it -> it.stage().equals(Stage.CLEAN.word()))
        .filter(it -> it.number() > run.number())
        .filter(it -> !it.command().contains("plan"));
  }
}
