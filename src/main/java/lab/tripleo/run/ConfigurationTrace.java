package lab.tripleo.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.generation.Explanation;
import lab.tripleo.generation.Explanation.LineRange;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab.Place;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;

/** Finds the lines of the configuration that determine generated lines. */
public final class ConfigurationTrace {
  /**
   * If more lines than this determine a task, such as one with all packages, none of them is likely
   * to be the cause of its failure.
   */
  private static final int MOST_LINES = 3;

  private static final LabGenerator GENERATOR = new LabGenerator();

  private ConfigurationTrace() {}

  /** Which lines of these files depend on which lines of the configuration. */
  public static Explanation<LineEffect> explanation(
      List<GeneratedFile> files, List<LineEffect> effects) {
    Explanation<LineEffect> explanation = new Explanation<>(files);
    for (LineEffect effect : effects) {
      explanation.add(
          effect, effect.alternatives().stream().map(it -> generated(it, files)).toList());
    }
    return explanation;
  }

  /** Generates one file alone where that is enough, which is ten times faster. */
  private static List<GeneratedFile> generated(Lab lab, List<GeneratedFile> files) {
    return files.size() == 1
        ? GENERATOR.generate(lab, files.get(0).path()).stream().toList()
        : GENERATOR.generate(lab).files();
  }

  /**
   * The lines of the configuration behind a task, the one that determines the fewest lines first.
   *
   * @param task its first line
   * @return empty when there are none or too many to help
   */
  static List<LineEffect> behindTask(Place task, List<LineEffect> effects) {
    GeneratedFile playbook = task.file();
    int line = task.line();
    int last = lastLine(playbook.content().lines().toList(), line);
    List<LineRange<LineEffect>> ranges = explanation(List.of(playbook), effects).ranges(playbook);
    Map<LineEffect, Long> frequency =
        ranges.stream()
            .flatMap(it -> it.causes().stream())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    List<LineEffect> behind =
        ranges.stream()
            .filter(it -> it.first() <= last && line <= it.last())
            .flatMap(it -> it.causes().stream())
            .distinct()
            .sorted(Comparator.comparing(frequency::get))
            .toList();
    return behind.size() > MOST_LINES ? List.of() : behind;
  }

  /** A task ends where a line is not indented deeper than its first. */
  private static int lastLine(List<String> lines, int first) {
    int indent = indent(lines.get(first - 1));
    int last = first;
    while (last < lines.size() && (lines.get(last).isBlank() || indent(lines.get(last)) > indent)) {
      last++;
    }
    return last;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
