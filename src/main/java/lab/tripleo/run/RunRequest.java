package lab.tripleo.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.terminal.ProgressKind;

/**
 * The stages to run, and how.
 *
 * @param tags only these sections; empty for all
 * @param resume continue where the stage's last run ended
 * @param purge remove also what cleaning keeps otherwise
 * @param fetchResults fetch logs and configuration of the hosts when a stage fails
 * @param yes do not ask
 */
public record RunRequest(
    List<Stage> stages,
    RunKind kind,
    List<String> tags,
    boolean resume,
    boolean purge,
    Access access,
    ProgressKind progress,
    boolean fetchResults,
    boolean yes) {

  /** As on the command line. */
  static final String RESUME = "--resume";

  private static final String PLAN = "plan";
  private static final String PLAN_PURGE = "plan-purge";

  /**
   * How the first contact with the hypervisor is made.
   *
   * @param passwordFile holds its root password; {@code -} is standard input
   * @param forcePlatform accept a system that is only likely to work
   */
  public record Access(Optional<Path> passwordFile, boolean forcePlatform) {}

  public RunRequest {
    stages = List.copyOf(stages);
    tags = List.copyOf(tags);
  }

  /** The same without a stage. */
  RunRequest without(Stage stage) {
    return new RunRequest(
        stages.stream().filter(it -> it != stage).toList(),
        kind,
        tags,
        resume,
        purge,
        access,
        progress,
        fetchResults,
        yes);
  }

  boolean isCheck() {
    return kind == RunKind.CHECK;
  }

  /** Whether cleaning only lists what it would remove. */
  boolean planOnly() {
    boolean onlyItsSections =
        !cleanTags().isEmpty() && Set.of(PLAN, PLAN_PURGE).containsAll(cleanTags());
    return kind == RunKind.PLAN || onlyItsSections;
  }

  /** The tags if clean is the only stage; otherwise they belong to the other stages. */
  private List<String> cleanTags() {
    return stages.equals(List.of(Stage.CLEAN)) ? tags : List.of();
  }

  /** Lists what cleaning would remove. */
  PlaybookStart startPlan() {
    boolean withPurge = purge || cleanTags().contains(PLAN_PURGE);
    return new PlaybookStart(
        RunTarget.whole(Stage.CLEAN, RunKind.PLAN),
        withPurge ? List.of(PLAN, PLAN_PURGE) : List.of(PLAN));
  }

  /** Removes the lab. */
  PlaybookStart startClean() {
    RunTarget target = new RunTarget(Stage.CLEAN, RunKind.RUN, cleanTags());
    boolean wholePurge = purge && target.isWhole();
    return new PlaybookStart(target, wholePurge ? List.of("all", "purge") : target.tags());
  }

  /** Runs or checks a stage that makes the lab. */
  PlaybookStart start(Stage stage) {
    return new PlaybookStart(new RunTarget(stage, kind, tags), tags);
  }

  /** The command and its stages. */
  List<String> stageWords() {
    List<String> words = new ArrayList<>(List.of(isCheck() ? "check" : "run"));
    stages.forEach(it -> words.add(it.word()));
    return List.copyOf(words);
  }

  /**
   * Whether {@code --resume} may follow: it selects the sections itself, and cleaning has none to
   * resume.
   */
  boolean canResume() {
    return kind == RunKind.RUN && tags.isEmpty() && !stages.contains(Stage.CLEAN);
  }

  /**
   * The command that resumes it.
   *
   * @param stage where it ended; earlier ones are done
   */
  List<String> resumeWords(Stage stage) {
    List<String> words = new ArrayList<>(List.of("run", RESUME));
    stages.stream().dropWhile(it -> it != stage).forEach(it -> words.add(it.word()));
    return List.copyOf(words);
  }

  /** The command that it came from, without options that do not change what is run. */
  List<String> words() {
    List<String> words = new ArrayList<>(stageWords());
    if (resume) {
      words.add(RESUME);
    }
    if (!tags.isEmpty()) {
      words.addAll(List.of("--tags", String.join(",", tags)));
    }
    if (kind == RunKind.PLAN) {
      words.add("--plan");
    }
    if (purge) {
      words.add("--purge");
    }
    return List.copyOf(words);
  }
}
