package lab.tripleo.platforms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known to have run: a task, as it reads for a release, and the classes that ran it.
 *
 * @param text a sum of what it said when it ran
 */
record Claim(RanTask task, String text, SortedSet<String> tests) {
  /** Where claims are kept for those who do not run all tests each time. */
  static final Path FILE = Path.of("src/test/resources/platforms/ran.tsv");

  static final int CELLS = RanTask.CELLS + 2;

  Claim {
    tests = new TreeSet<>(tests);
  }

  String line() {
    List<String> cells = new ArrayList<>(task.key().cells());
    cells.addAll(List.of(task.release(), text, String.join(" ", tests)));
    return Tsv.line(cells);
  }

  static Claim of(List<String> cells) {
    return new Claim(
        RanTask.of(cells), cells.get(6), new TreeSet<>(List.of(cells.get(7).split(" "))));
  }
}
