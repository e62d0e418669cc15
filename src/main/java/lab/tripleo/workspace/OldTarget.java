package lab.tripleo.workspace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;

/**
 * Reads the target from a record of an older version. Older versions stored the kind with the
 * stage, such as {@code check prepare} or {@code clean --plan}, and the sections in the command.
 */
final class OldTarget {
  private static final String CHECK = "check ";
  private static final String PLAN = " --plan";
  private static final Set<String> PLAN_SECTIONS = Set.of("plan", "plan,plan-purge");

  /** What {@code clean --purge} passed to Ansible: all sections. */
  private static final String WHOLE_PURGE = "all,purge";

  /** A run could begin at a task: it ran only some sections, and which is unknown. */
  private static final String UNKNOWN = "unknown";

  private OldTarget() {}

  /** The target; absent when the stage is unknown. */
  static Optional<RunTarget> of(String stage, List<String> command) {
    if (stage.startsWith(CHECK)) {
      return whole(stage.substring(CHECK.length()), RunKind.CHECK);
    }
    String tags = after("--tags", command).orElse("");
    if (stage.endsWith(PLAN)) {
      return whole(stage.substring(0, stage.length() - PLAN.length()), RunKind.PLAN);
    }
    if (stage.equals(Stage.CLEAN.word()) && PLAN_SECTIONS.contains(tags)) {
      return whole(stage, RunKind.PLAN);
    }
    if (tags.equals(WHOLE_PURGE)) {
      return whole(stage, RunKind.RUN);
    }
    return Stage.of(stage).map(it -> new RunTarget(it, RunKind.RUN, sections(tags, command)));
  }

  private static List<String> sections(String tags, List<String> command) {
    if (command.contains("--start-at")) {
      return List.of(UNKNOWN);
    }
    return tags.isEmpty() ? List.of() : List.of(tags.split(",", -1));
  }

  private static Optional<RunTarget> whole(String stage, RunKind kind) {
    return Stage.of(stage).map(it -> RunTarget.whole(it, kind));
  }

  private static Optional<String> after(String option, List<String> command) {
    int at = command.indexOf(option);
    return at < 0 || at + 1 == command.size() ? Optional.empty() : Optional.of(command.get(at + 1));
  }
}
