package lab.tripleo.generation;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The difference between two generated trees, for review. Each hunk follows the names of its play
 * and task and has no line numbers, so that changes to common parts do not affect it.
 */
final class TreeDifference {
  private final StringBuilder text = new StringBuilder();

  private TreeDifference() {}

  /**
   * The difference.
   *
   * @param base the files of the base tree, by path
   * @param tree the files of the other tree, by path
   */
  static String of(SortedMap<Path, String> base, SortedMap<Path, String> tree) {
    TreeDifference difference = new TreeDifference();
    SortedSet<Path> paths = new TreeSet<>(base.keySet());
    paths.addAll(tree.keySet());
    paths.forEach(path -> difference.add(path, base, tree));
    return difference.text.toString();
  }

  private void add(Path path, SortedMap<Path, String> base, SortedMap<Path, String> tree) {
    if (!tree.containsKey(path)) {
      line("\n== " + path + " does not exist");
      return;
    }
    List<String> from = base.getOrDefault(path, "").lines().toList();
    List<String> to = tree.get(path).lines().toList();
    List<AbstractDelta<String>> deltas = DiffUtils.diff(from, to).getDeltas();
    if (!deltas.isEmpty()) {
      line("\n== " + path);
    }
    for (AbstractDelta<String> delta : deltas) {
      line("@@ " + place(from, delta.getSource().getPosition()));
      delta.getSource().getLines().forEach(it -> line("-" + it));
      delta.getTarget().getLines().forEach(it -> line("+" + it));
    }
  }

  /** The play and the task that a line of the base belongs to; empty above the first play. */
  private static String place(List<String> lines, int at) {
    String play = "";
    String task = "";
    for (String line : lines.subList(0, Math.min(at + 1, lines.size()))) {
      if (line.startsWith("- name: ")) {
        play = line.substring("- name: ".length());
        task = "";
      } else if (line.strip().startsWith("- name: ")) {
        task = ": " + line.strip().substring("- name: ".length());
      }
    }
    return play + task;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
