package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.Section;
import lab.tripleo.model.Stage;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.reporting.RunState;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/**
 * Where a stage resumes that failed or was interrupted. Not at the task itself: the variables that
 * earlier tasks registered are lost with that run. A section can run on its own.
 *
 * @param sections the tags of what is left to do; all when empty
 * @param reason for people
 */
record Resumption(Kind kind, List<String> sections, String reason) {
  /** What to do. */
  enum Kind {
    /** Nothing: the stage is done. */
    SKIP,
    /** The sections that are left. */
    RESUME,
    /** All of it. */
    START_OVER
  }

  Resumption {
    sections = List.copyOf(sections);
  }

  private static Resumption startOver(Stage stage, String why) {
    return new Resumption(Kind.START_OVER, List.of(), stage.word() + " starts over: " + why);
  }

  /**
   * Decides by the stage's last run.
   *
   * @param generated as it is now
   */
  static Resumption of(Stage stage, Runs runs, GeneratedLab generated, Clock clock)
      throws IOException {
    RunHistory history = new RunHistory(runs.list());
    Optional<RunRecord> found = history.lastThatChanges(stage);
    if (found.isEmpty()) {
      return new Resumption(Kind.START_OVER, List.of(), stage.word() + " starts: it has never run");
    }
    RunRecord last = found.get();
    RunFolder folder = runs.folder(last.id());
    if (history.partlyCleanedSince(last)) {
      return startOver(stage, "the lab was cleaned since run " + last.id());
    }
    if (!folder.hasSameHosts()) {
      return startOver(stage, "the hosts changed since run " + last.id());
    }
    Optional<RunRecord> before = stageBefore(stage, last, history);
    if (before.isPresent()) {
      return startOver(
          stage,
          before.get().target().title()
              + " ran after run "
              + last.id()
              + ", as "
              + before.get().id());
    }
    Optional<Path> changed = changed(stage, folder, generated.files());
    if (changed.isPresent()) {
      return startOver(stage, changed.get() + " changed since run " + last.id());
    }
    if (!last.target().isWhole()) {
      return startOver(stage, "run " + last.id() + " ran only some of its sections");
    }
    if (last.status() == RunStatus.SUCCEEDED) {
      return new Resumption(
          Kind.SKIP,
          List.of(),
          stage.word()
              + " is skipped: run "
              + last.id()
              + " finished it, and nothing has changed since");
    }
    String play = playInTrouble(folder, clock);
    List<String> sections =
        generated.playbook(stage.playbook()).sectionsFrom(play).stream()
            .filter(it -> !it.isOnlyByName())
            .map(Section::name)
            .toList();
    return sections.isEmpty()
        ? startOver(stage, "the events of run " + last.id() + " do not say where it stopped")
        : new Resumption(
            Kind.RESUME,
            sections,
            stage.word()
                + " resumes at section "
                + sections.get(0)
                + ", where run "
                + last.id()
                + (last.status() == RunStatus.FAILED ? " failed" : " was interrupted"));
  }

  /** The newest run, later than the stage's own, of a stage that creates what it works on. */
  private static Optional<RunRecord> stageBefore(Stage stage, RunRecord last, RunHistory history) {
    return Arrays.stream(Stage.values())
        .filter(it -> it != Stage.CLEAN && it.compareTo(stage) < 0)
        .flatMap(it -> history.lastThatChanges(it).stream())
        .filter(it -> it.number() > last.number())
        .max(Comparator.comparingLong(RunRecord::number));
  }

  private static Optional<Path> changed(Stage stage, RunFolder folder, List<GeneratedFile> files)
      throws IOException {
    for (GeneratedFile file : files) {
      boolean ofNoStage = file.path().equals(LockedInputs.FILE);
      boolean ofOtherStage =
          !file.path().equals(stage.playbook())
              && stage.playbook().getParent().equals(file.path().getParent());
      if (!ofNoStage
          && !ofOtherStage
          && !folder.kept(file.path()).equals(Optional.of(file.content()))) {
        return Optional.of(file.path());
      }
    }
    return Optional.empty();
  }

  private static String playInTrouble(RunFolder folder, Clock clock) throws IOException {
    RunState state = new RunState();
    RunHistory.replay(folder, clock, state);
    return state.playInTrouble();
  }
}
