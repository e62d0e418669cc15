package lab.tripleo.generation;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which lines of the generated files depend on which causes: a line depends on a cause if it
 * differs or is missing when the cause is changed.
 *
 * @param <T> the type of a cause
 */
public final class Explanation<T> {
  private final List<GeneratedFile> files;
  private final List<T> causes = new ArrayList<>();

  /** For each line of each file, the indexes of its causes. */
  private final List<List<BitSet>> found = new ArrayList<>();

  /**
   * Consecutive lines with the same causes.
   *
   * @param first the number of its first line, from 1
   * @param lines their text
   * @param causes in the order in which they were added; may be empty
   */
  public record LineRange<T>(int first, List<String> lines, List<T> causes) {
    public LineRange {
      lines = List.copyOf(lines);
      causes = List.copyOf(causes);
    }

    /** The number of its last line. */
    public int last() {
      return first + lines.size() - 1;
    }
  }

  /**
   * @param files what is generated without a change
   */
  public Explanation(List<GeneratedFile> files) {
    this.files = List.copyOf(files);
    for (GeneratedFile file : files) {
      found.add(file.content().lines().map(it -> new BitSet()).toList());
    }
  }

  /**
   * Adds a cause.
   *
   * @param otherwise what is generated with the cause changed, once for each change that was tried
   */
  public void add(T cause, List<List<GeneratedFile>> otherwise) {
    int number = causes.size();
    causes.add(cause);
    for (int i = 0; i < files.size(); i++) {
      GeneratedFile file = files.get(i);
      List<BitSet> lines = found.get(i);
      for (List<GeneratedFile> other : otherwise) {
        changed(file, of(file.path(), other)).forEach(it -> lines.get(it).set(number));
      }
    }
  }

  private static Optional<GeneratedFile> of(Path path, List<GeneratedFile> files) {
    return files.stream().filter(it -> it.path().equals(path)).findFirst();
  }

  private static IntStream changed(GeneratedFile file, Optional<GeneratedFile> otherwise) {
    String other = otherwise.map(GeneratedFile::content).orElse("");
    if (other.equals(file.content())) {
      return IntStream.empty();
    }
    List<String> lines = file.content().lines().toList();
    return DiffUtils.diff(lines, other.lines().toList()).getDeltas().stream()
        .map(AbstractDelta::getSource)
        .flatMapToInt(it -> IntStream.range(it.getPosition(), it.getPosition() + it.size()));
  }

  /** The whole file, in ranges. */
  public List<LineRange<T>> ranges(GeneratedFile file) {
    List<String> lines = file.content().lines().toList();
    List<BitSet> of = found.get(files.indexOf(file));
    List<LineRange<T>> ranges = new ArrayList<>();
    for (int from = 0; from < lines.size(); ) {
      int to = from + 1;
      while (to < lines.size() && of.get(to).equals(of.get(from))) {
        to++;
      }
      ranges.add(
          new LineRange<>(
              from + 1,
              lines.subList(from, to),
              of.get(from).stream().mapToObj(causes::get).toList()));
      from = to;
    }
    return ranges;
  }
}
