package lab.tripleo.reporting;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.tripleo.files.Resource;
import lab.tripleo.model.Stage;

/**
 * Durations of tasks that come with the program, for a lab without earlier runs. They are medians
 * of recorded runs; docs/benchmarks.md describes how they are made.
 */
public final class ShippedTimes {
  private static final Resource FILE = new Resource("reporting/task-times.tsv");

  /** With a real release, some stages do other work; rows with this word do not apply to it. */
  private static final String SIMULATED = "simulated";

  private static final String NOT_STARTED = "-";

  private ShippedTimes() {}

  /**
   * A typical run that changes hosts, and one that changes nothing.
   *
   * @param simulated whether the lab's release is simulated
   * @return empty where nothing is known of such labs
   */
  public static List<PastRun> of(Stage stage, boolean simulated) {
    List<String[]> rows =
        FILE.text()
            .lines()
            .filter(it -> !it.startsWith("#"))
            .map(it -> it.split("\t"))
            .filter(it -> it[0].equals(stage.word()) && (simulated || !it[1].equals(SIMULATED)))
            .toList();
    return rows.isEmpty() ? List.of() : List.of(run(rows, 2, true), run(rows, 3, false));
  }

  private static PastRun run(List<String[]> rows, int column, boolean changing) {
    Map<String, PastRun.Took> tasks = new HashMap<>();
    for (String[] row : rows) {
      if (!row[column].equals(NOT_STARTED)) {
        long millis = Math.round(Double.parseDouble(row[column]) * 1000);
        boolean changed = changing && row[4].equals("yes");
        tasks.put(
            TaskTimes.keys(List.of(row[5])).get(0),
            new PastRun.Took(Duration.ofMillis(millis), changed));
      }
    }
    return new PastRun(tasks, true);
  }
}
