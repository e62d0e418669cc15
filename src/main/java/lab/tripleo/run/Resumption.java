package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.Section;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.reporting.RunState;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;

/**
 * Where a stage goes on that failed or was interrupted. Not at the task itself: what the tasks
 * before it have found out is gone with that run. A section stands on its own.
 *
 * @param sections the tags of what is left to do; all when empty
 * @param reason for people
 */
record Resumption(Kind kind, List<String> sections, String reason) {
  /** What is to be done. */
  enum Kind {
    /** Nothing: it is done. */
    SKIP,
    /** The sections that are left. */
    GO_ON,
    /** All of it. */
    START_OVER
  }

  Resumption {
    sections = List.copyOf(sections);
  }

  private static Resumption startOver(Stage stage, String why) {
    return new Resumption(
        Kind.START_OVER, List.of(), stage.word() + " starts from the beginning: " + why);
  }

  /**
   * Looks at the stage's last run.
   *
   * @param generated as it is now
   */
  static Resumption of(Stage stage, Runs runs, GeneratedLab generated, Clock clock)
      throws IOException {
    List<RunRecord> records = runs.list();
    Optional<RunRecord> found =
        records.stream().filter(it -> it.stage().equals(stage.word())).findFirst();
    if (found.isEmpty()) {
      return startOver(stage, "it has never run");
    }
    RunRecord last = found.get();
    RunFolder folder = runs.folder(last.id());
    if (CleanedAway.partlySince(last, records)) {
      return startOver(stage, "the lab was cleaned since run " + last.id());
    }
    if (!folder.isOfHostsOfNow()) {
      return startOver(stage, "the hosts are not those of run " + last.id());
    }
    Optional<RunRecord> before = stageBefore(stage, last, records);
    if (before.isPresent()) {
      return startOver(
          stage,
          before.get().stage() + " ran after run " + last.id() + ", as " + before.get().id());
    }
    Optional<Path> changed = changed(stage, folder, generated.files());
    if (changed.isPresent()) {
      return startOver(stage, changed.get() + " is another one than in run " + last.id());
    }
    if (RunHistory.isOfAPart(last)) {
      return startOver(stage, "run " + last.id() + " did only a part of it");
    }
    if (last.status() == RunStatus.SUCCEEDED) {
      return new Resumption(
          Kind.SKIP,
          List.of(),
          stage.word()
              + " is left out: run "
              + last.id()
              + " did it, and nothing has changed since");
    }
    String play = playInTrouble(folder, clock);
    List<String> sections =
        generated.playbook(stage.playbook()).sectionsFrom(play).stream()
            .map(Section::name)
            .toList();
    return sections.isEmpty()
        ? startOver(stage, "run " + last.id() + " did not come far enough")
        : new Resumption(
            Kind.GO_ON,
            sections,
            stage.word()
                + " goes on at section "
                + sections.get(0)
                + ", where run "
                + last.id()
                + (last.status() == RunStatus.FAILED ? " failed" : " was interrupted"));
  }

  /** A run, later than the stage's own, of one that makes what the stage works on. */
  private static Optional<RunRecord> stageBefore(
      Stage stage, RunRecord last, List<RunRecord> records) {
    List<String> before =
        Arrays.stream(Stage.values())
            .filter(it -> it != Stage.CLEAN && it.compareTo(stage) < 0)
            .map(Stage::word)
            .toList();
    return records.stream()
        .filter(it -> it.number() > last.number() && before.contains(it.stage()))
        .findFirst();
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
