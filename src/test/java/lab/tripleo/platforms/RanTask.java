package lab.tripleo.platforms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A task that ended well, at least once, in a lab with a release. */
record RanTask(TaskKey key, String release) {
  /** Where the tests of this time keep theirs: a file for each class. */
  static final Path FOLDER = Path.of("target/platforms/ran");

  static final String ENDING = ".tsv";
  static final int CELLS = TaskKey.CELLS + 1;

  String line() {
    List<String> cells = new ArrayList<>(key.cells());
    cells.add(release);
    return Tsv.line(cells);
  }

  static RanTask of(List<String> cells) {
    return new RanTask(TaskKey.of(cells), cells.get(TaskKey.CELLS));
  }
}
