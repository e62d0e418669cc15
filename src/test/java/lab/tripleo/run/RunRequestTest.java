package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.terminal.ProgressKind;
import org.junit.jupiter.api.Test;

/** The Ansible run and the record that a request leads to. */
final class RunRequestTest {
  private static RunRequest request(
      List<Stage> stages, RunKind kind, List<String> tags, boolean purge) {
    RunRequest.Access access = new RunRequest.Access(Optional.empty(), false);
    return new RunRequest(
        stages, kind, tags, false, purge, access, ProgressKind.plain, true, false);
  }

  private static RunRequest cleaning(List<String> tags, boolean purge) {
    return request(List.of(Stage.CLEAN), RunKind.RUN, tags, purge);
  }

  @Test
  void purgeIsACompleteRunOfClean() {
    PlaybookStart purge = cleaning(List.of(), true).startClean();
    assertThat(purge.target()).isEqualTo(RunTarget.whole(Stage.CLEAN, RunKind.RUN));
    assertThat(purge.tags()).containsExactly("all", "purge");
    assertThat(cleaning(List.of(), true).words()).containsExactly("run", "clean", "--purge");
    assertThat(cleaning(List.of(), false).startClean().tags()).isEmpty();
  }

  @Test
  void tagsAreThoseOfTheStagesAfterCleaning() {
    RunRequest both =
        request(List.of(Stage.CLEAN, Stage.PREPARE), RunKind.RUN, List.of("networks"), false);
    assertThat(both.startClean().target().isWhole()).isTrue();
    assertThat(both.start(Stage.PREPARE).target().tags()).containsExactly("networks");
    assertThat(both.start(Stage.PREPARE).tags()).containsExactly("networks");
    assertThat(cleaning(List.of("remove"), true).startClean().tags()).containsExactly("remove");
    assertThat(cleaning(List.of("remove"), true).startClean().target().isWhole()).isFalse();
  }

  @Test
  void planIsNotARunOfClean() {
    RunRequest plan = request(List.of(Stage.CLEAN), RunKind.PLAN, List.of(), true);
    assertThat(plan.planOnly()).isTrue();
    assertThat(plan.startPlan().target()).isEqualTo(RunTarget.whole(Stage.CLEAN, RunKind.PLAN));
    assertThat(plan.startPlan().tags()).containsExactly("plan", "plan-purge");
    assertThat(plan.words()).containsExactly("run", "clean", "--plan", "--purge");
    assertThat(cleaning(List.of("plan"), false).planOnly()).isTrue();
    assertThat(cleaning(List.of("plan", "plan-purge"), false).startPlan().tags())
        .containsExactly("plan", "plan-purge");
    assertThat(cleaning(List.of("plan", "remove"), false).planOnly()).isFalse();
    assertThat(cleaning(List.of(), false).planOnly()).isFalse();
  }

  @Test
  void resumesAtTheStageThatEnded() {
    List<Stage> stages = List.of(Stage.PREPARE, Stage.TRIPLEO_PREPARE, Stage.TRIPLEO_INSTALL);
    RunRequest run = request(stages, RunKind.RUN, List.of(), false);
    assertThat(run.canResume()).isTrue();
    assertThat(run.resumeWords(Stage.TRIPLEO_PREPARE))
        .containsExactly("run", "--resume", "tripleo-prepare", "tripleo-install");
    assertThat(request(stages, RunKind.RUN, List.of("networks"), false).canResume()).isFalse();
    assertThat(cleaning(List.of(), false).canResume()).isFalse();
  }

  @Test
  void resumedRunIsComplete() {
    RunRequest request = request(List.of(Stage.PREPARE), RunKind.RUN, List.of(), false);
    PlaybookStart rest = request.start(Stage.PREPARE).only(List.of("networks", "summary"));
    assertThat(rest.tags()).containsExactly("networks", "summary");
    assertThat(rest.target().isWhole()).isTrue();
  }
}
