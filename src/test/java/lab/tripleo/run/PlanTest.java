package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.reporting.RunState;
import org.junit.jupiter.api.Test;

/** The plan of `clean`, read from the tags of its tasks, not from their names. */
final class PlanTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final RunState state = new RunState();

  private void said(Outcome outcome, String... tags) {
    String id = "t" + state.tasksStarted();
    String debug = "ansible.builtin.debug";
    new RunEvent.TaskStarted(AT, id, "Any name", "clean.yml:1", debug, List.of(tags), false)
        .deliverTo(state);
    new RunEvent.HostFinished(AT, id, "Any name", "h", outcome, false, "said", "").deliverTo(state);
  }

  @Test
  void removesNothingIfEveryAnswerHasTheTag() {
    assertThat(StageRunner.removesNothing(state)).as("nothing said yet").isFalse();
    said(Outcome.SKIPPED, "plan");
    said(Outcome.OK, "plan", StageRunner.NOTHING_TO_REMOVE);
    assertThat(StageRunner.removesNothing(state)).isTrue();
    said(Outcome.OK, "plan-purge");
    assertThat(StageRunner.removesNothing(state)).isFalse();
  }

  /**
   * In each plan, one task lists the objects to remove, and another reports that there are none.
   */
  @Test
  void playbookTagsOneAnswerOfEachPlan() throws IOException {
    String playbook = Files.readString(Path.of("templates/playbooks/clean.yml.ftl"));
    String tag = Pattern.quote("tags: [" + StageRunner.NOTHING_TO_REMOVE + "]");
    assertThat(Pattern.compile("length == 0\n +" + tag + "\n").matcher(playbook).results())
        .hasSize(2);
    assertThat(Pattern.compile("ansible.builtin.debug:").matcher(playbook).results()).hasSize(4);
    assertThat(Pattern.compile(tag).matcher(playbook).results()).hasSize(2);
  }
}
