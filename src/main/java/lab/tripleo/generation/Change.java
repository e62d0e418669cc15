package lab.tripleo.generation;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A difference between the generated files and those on disk.
 *
 * @param path relative to the lab folder
 * @param before the text on disk; absent when the file is new
 * @param after the generated text; absent when the file is to be removed
 */
public record Change(Path path, Optional<String> before, Optional<String> after) {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "/dev/null";

  /** One line for people, such as {@code wrote playbooks/site.yml (+1 -2)}. */
  public String summary() {
    if (after.isEmpty()) {
      return "removed " + path;
    }
    if (before.isEmpty()) {
      return "wrote " + path + " (new)";
    }
    List<AbstractDelta<String>> deltas = patch().getDeltas();
    int added = deltas.stream().mapToInt(it -> it.getTarget().size()).sum();
    int removed = deltas.stream().mapToInt(it -> it.getSource().size()).sum();
    return "wrote "
        + path
        + (deltas.isEmpty() ? " (line ends)" : " (+" + added + " -" + removed + ")");
  }

  /** A unified diff, line by line. */
  List<String> diff() {
    String from = before.isPresent() ? "a/" + path : NOTHING;
    String to = after.isPresent() ? "b/" + path : NOTHING;
    Patch<String> patch = patch();
    return patch.getDeltas().isEmpty()
        ? List.of("--- " + from, "+++ " + to, "\\ Only line ends differ")
        : UnifiedDiffUtils.generateUnifiedDiff(from, to, lines(before), patch, CONTEXT);
  }

  private Patch<String> patch() {
    return DiffUtils.diff(lines(before), lines(after));
  }

  private static List<String> lines(Optional<String> text) {
    return text.stream().flatMap(String::lines).toList();
  }
}
