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
 * Which lines of generated files depend on what: a line depends on a cause when it would be another
 * one, or not there, with the cause changed.
 *
 * @param <T> what a cause is
 */
public final class Explanation<T> {
  private final List<GeneratedFile> files;
  private final List<T> causes = new ArrayList<>();

  /** For each line of each file the numbers of its causes. */
  private final List<List<BitSet>> found = new ArrayList<>();

  /**
   * Lines that follow one another and have the same causes.
   *
   * @param first the number of its first line, from 1
   * @param lines their text
   * @param causes in the order in which they were tried; none where nothing was found
   */
  public record Passage<T>(int first, List<String> lines, List<T> causes) {
    public Passage {
      lines = List.copyOf(lines);
      causes = List.copyOf(causes);
    }

    /** The number of its last line. */
    public int last() {
      return first + lines.size() - 1;
    }
  }

  /**
   * @param files what is generated as things are
   */
  public Explanation(List<GeneratedFile> files) {
    this.files = List.copyOf(files);
    for (GeneratedFile file : files) {
      found.add(file.content().lines().map(it -> new BitSet()).toList());
    }
  }

  /**
   * Takes in a cause.
   *
   * @param otherwise what would be generated with it changed, in one way or several
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

  /** The whole file, in passages. */
  public List<Passage<T>> passages(GeneratedFile file) {
    List<String> lines = file.content().lines().toList();
    List<BitSet> of = found.get(files.indexOf(file));
    List<Passage<T>> passages = new ArrayList<>();
    for (int from = 0; from < lines.size(); ) {
      int to = from + 1;
      while (to < lines.size() && of.get(to).equals(of.get(from))) {
        to++;
      }
      passages.add(
          new Passage<>(
              from + 1,
              lines.subList(from, to),
              of.get(from).stream().mapToObj(causes::get).toList()));
      from = to;
    }
    return passages;
  }
}
