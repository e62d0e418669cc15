package lab.tripleo.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.terminal.ProgressKind;

/**
 * What is to be run, and how.
 *
 * @param check only ask what would change
 * @param resume go on where the stage's last run ended
 * @param passwordFile holds the root password for the first contact; {@code -} is standard input
 * @param planOnly of cleaning, only say what it would remove
 * @param purge clean away what cleaning leaves otherwise
 * @param fetchResults get logs and configuration of the hosts when a stage fails
 * @param forcePlatform go on with a system that is only likely to work
 * @param yes go on without asking
 */
public record RunRequest(
    List<Stage> stages,
    boolean check,
    List<String> tags,
    Optional<String> startAt,
    boolean resume,
    Optional<Path> passwordFile,
    ProgressKind progress,
    boolean planOnly,
    boolean purge,
    boolean fetchResults,
    boolean forcePlatform,
    boolean yes) {

  public RunRequest {
    stages = List.copyOf(stages);
    tags = List.copyOf(tags);
  }

  /** The same without a stage. */
  RunRequest without(Stage stage) {
    return with(stages.stream().filter(it -> it != stage).toList(), tags, startAt, planOnly);
  }

  /** Only the look at what cleaning would remove. */
  RunRequest plan() {
    List<String> sections = purge ? List.of("plan", "plan-purge") : List.of("plan");
    return with(List.of(Stage.CLEAN), sections, Optional.empty(), true);
  }

  /** The cleaning itself. Sections and tasks that are named are those of the stages after it. */
  RunRequest cleaning() {
    boolean alone = stages.size() == 1;
    List<String> sections = purge ? List.of("all", "purge") : List.of();
    return with(
        List.of(Stage.CLEAN),
        alone && !tags.isEmpty() ? tags : sections,
        alone ? startAt : Optional.empty(),
        false);
  }

  private RunRequest with(
      List<Stage> otherStages,
      List<String> otherTags,
      Optional<String> otherStart,
      boolean otherPlanOnly) {
    return new RunRequest(
        otherStages,
        check,
        otherTags,
        otherStart,
        resume,
        passwordFile,
        progress,
        otherPlanOnly,
        purge,
        fetchResults,
        forcePlatform,
        yes);
  }

  /** Only these sections of the stages. */
  RunRequest only(List<String> sections) {
    return with(stages, sections, startAt, planOnly);
  }

  /** The command and its stages. */
  List<String> stageWords() {
    List<String> words = new ArrayList<>(List.of(check ? "check" : "run"));
    stages.forEach(it -> words.add(it.word()));
    return List.copyOf(words);
  }

  /** The command that it came from, without what concerns this time only. */
  List<String> words() {
    List<String> words = new ArrayList<>(stageWords());
    if (resume) {
      words.add("--resume");
    } else if (!tags.isEmpty()) {
      words.addAll(List.of("--tags", String.join(",", tags)));
    }
    startAt.ifPresent(it -> words.addAll(List.of("--start-at", it)));
    return List.copyOf(words);
  }
}
