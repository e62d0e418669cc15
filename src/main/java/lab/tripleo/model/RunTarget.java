package lab.tripleo.model;

import java.util.List;

/**
 * What one run is about.
 *
 * @param tags the sections that the user limited it to; empty for the whole stage. A resumed run
 *     that does the rest of a stage counts as whole
 */
public record RunTarget(Stage stage, RunKind kind, List<String> tags) {
  public RunTarget {
    tags = List.copyOf(tags);
  }

  /** All of a stage. */
  public static RunTarget whole(Stage stage, RunKind kind) {
    return new RunTarget(stage, kind, List.of());
  }

  /** Whether it is about all sections of the stage. */
  public boolean isWhole() {
    return tags.isEmpty();
  }

  /** Whether it is a run, not a check or a plan, of that stage. */
  public boolean isRunOf(Stage wanted) {
    return kind == RunKind.RUN && stage == wanted;
  }

  /** Stage and kind, for people. */
  public String title() {
    return switch (kind) {
      case RUN -> stage.word();
      case CHECK -> "check " + stage.word();
      case PLAN -> stage.word() + " --plan";
    };
  }
}
