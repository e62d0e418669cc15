package lab.tripleo.platforms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A task that is generated for a platform.
 *
 * @param releases those for which it reads the same
 * @param text a sum of all that it says
 * @param conditional whether it depends on more than the platform and the release if it runs
 * @param setting without which it is not generated; empty for one that is in every lab
 */
record PlatformTask(
    TaskKey key, List<String> releases, String text, boolean conditional, String setting) {
  /** Where the list of all of them is kept, in the order in which they run. */
  static final Path FILE = Path.of("target/platforms/tasks.tsv");

  static final int CELLS = TaskKey.CELLS + 4;

  PlatformTask {
    releases = List.copyOf(releases);
  }

  String line() {
    List<String> cells = new ArrayList<>(key.cells());
    cells.add(String.join(" ", releases));
    cells.addAll(List.of(text, conditional ? "conditional" : "always", setting));
    return Tsv.line(cells);
  }

  static PlatformTask of(List<String> cells) {
    return new PlatformTask(
        TaskKey.of(cells),
        List.of(cells.get(5).split(" ")),
        cells.get(6),
        cells.get(7).equals("conditional"),
        cells.get(8));
  }
}
