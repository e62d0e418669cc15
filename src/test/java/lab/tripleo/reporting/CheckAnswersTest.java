package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunEvent.TaskPlanned.Changes;
import org.junit.jupiter.api.Test;

/** The answers of a check, and how reliable they are. */
final class CheckAnswersTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final String COPY = "ansible.builtin.copy";
  private static final String COMMAND = "ansible.builtin.command";
  private static final String META = "ansible.builtin.meta";
  private static final Optional<String> NOT_TRIED = Optional.empty();

  private final List<Answer> shown = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final CheckAnswers answers = new CheckAnswers("prepare", shown::add, lines::add);

  private void play(RunEvent.TaskPlanned... planned) {
    answers.playStarted(new RunEvent.PlayStarted(AT, "Play", List.of("h")));
    List.of(planned).forEach(answers::taskPlanned);
  }

  private static RunEvent.TaskPlanned task(int line, String action, Changes changes) {
    return planned(line, action, false, changes, false);
  }

  private static RunEvent.TaskPlanned end(int line, String condition) {
    return planned(line, META, true, Changes.UNKNOWN, false, condition);
  }

  private static RunEvent.TaskPlanned planned(
      int line, String action, boolean ends, Changes changes, boolean registers, String... when) {
    return new RunEvent.TaskPlanned(
        AT, "task " + line, "p.yml:" + line, action, ends, changes, registers, List.of(when));
  }

  private void start(RunEvent.TaskPlanned task) {
    answers.taskStarted(
        new RunEvent.TaskStarted(
            AT, task.name(), task.name(), task.path(), task.action(), List.of(), false));
  }

  private void comes(RunEvent.TaskPlanned task, Outcome outcome) {
    start(task);
    finish(task, outcome, false);
  }

  private void finish(RunEvent.TaskPlanned task, Outcome outcome, boolean tolerated) {
    answers.hostFinished(
        new RunEvent.HostFinished(
            AT, task.name(), task.name(), "h", outcome, tolerated, "it says", ""));
  }

  private void isSkipped(RunEvent.TaskPlanned task, Optional<String> condition) {
    start(task);
    answers.taskSkipped(new RunEvent.TaskSkipped(AT, task.name(), "", "h", condition));
    finish(task, Outcome.SKIPPED, false);
  }

  private void ends() {
    answers.runFinished(new RunEvent.RunFinished(AT, Map.of()));
  }

  /** Kind, label and details of each answer. */
  private List<String> told() {
    assertThat(shown).isEqualTo(answers.answers());
    return shown.stream()
        .map(it -> it.task() + ": " + it.kind().word() + "|" + it.label().word() + "|" + it.why())
        .toList();
  }

  @Test
  void isCertainUntilSomethingWouldChange() {
    var one = task(1, COPY, Changes.UNKNOWN);
    var two = task(2, COPY, Changes.UNKNOWN);
    var three = task(3, COPY, Changes.UNKNOWN);
    play(one, two, three);
    comes(one, Outcome.OK);
    comes(two, Outcome.CHANGED);
    comes(three, Outcome.OK);
    assertThat(told())
        .containsExactly(
            "task 1: no change|certain|",
            "task 2: would change|certain|",
            "task 3: no change|depends on an earlier task|");
    assertThat(answers.firstChange()).contains("task 2");
  }

  @Test
  void dependsOnEarlierTasksOfOtherHostsAndPlaysToo() {
    var one = task(1, COPY, Changes.UNKNOWN);
    play(one);
    comes(one, Outcome.CHANGED);
    var other = task(7, COPY, Changes.UNKNOWN);
    answers.playStarted(new RunEvent.PlayStarted(AT, "Next", List.of("other")));
    answers.taskPlanned(other);
    start(other);
    answers.hostFinished(
        new RunEvent.HostFinished(
            AT, other.name(), other.name(), "other", Outcome.CHANGED, false, "", ""));
    assertThat(told().get(1)).isEqualTo("task 7: would change|depends on an earlier task|");
    assertThat(shown.get(1).play()).isEqualTo("Next");
  }

  @Test
  void dependsOnTheHostIfTheModuleChecksOnlyPartially() {
    var network = task(1, "community.libvirt.virt_net", Changes.UNKNOWN);
    var unknown = task(2, "some.new.module", Changes.UNKNOWN);
    play(network, unknown);
    comes(network, Outcome.OK);
    comes(unknown, Outcome.OK);
    assertThat(told())
        .containsExactly(
            "task 1: no change|depends on the host|", "task 2: no change|depends on the host|");
  }

  @Test
  void executedCommandIsCertain() {
    var look = planned(1, COMMAND, false, Changes.NEVER, true);
    play(look);
    comes(look, Outcome.OK);
    assertThat(told()).containsExactly("task 1: no change|certain|");
  }

  @Test
  void skippedCommandIsUnknownUnlessItAlwaysChanges() {
    var always = task(1, COMMAND, Changes.ALWAYS);
    var maybe = task(2, COMMAND, Changes.UNKNOWN);
    play(always, maybe);
    isSkipped(always, NOT_TRIED);
    isSkipped(maybe, NOT_TRIED);
    assertThat(told())
        .containsExactly(
            "task 1: would change|depends on the host|it would run; Ansible cannot show its changes",
            "task 2: unknown||it runs");
  }

  @Test
  void laterTasksDependOnUnknownOnesThatMatter() {
    var looksOnly = task(1, COMMAND, Changes.NEVER);
    var waits = task(2, "ansible.builtin.wait_for_connection", Changes.UNKNOWN);
    var between = task(3, COPY, Changes.UNKNOWN);
    var isUsedLater = planned(4, COMMAND, false, Changes.NEVER, true);
    var after = task(5, COPY, Changes.UNKNOWN);
    play(looksOnly, waits, between, isUsedLater, after);
    isSkipped(looksOnly, NOT_TRIED);
    isSkipped(waits, NOT_TRIED);
    comes(between, Outcome.OK);
    isSkipped(isUsedLater, NOT_TRIED);
    comes(after, Outcome.OK);
    assertThat(told())
        .containsExactly(
            "task 1: unknown||it runs",
            "task 2: unknown||it runs",
            "task 3: no change|certain|",
            "task 4: unknown||it runs",
            "task 5: no change|depends on an earlier task|");
  }

  @Test
  void conditionSkipsUnlessItTestsCheckMode() {
    var one = task(1, COMMAND, Changes.ALWAYS);
    var two = task(2, COMMAND, Changes.ALWAYS);
    var three = planned(3, COMMAND, false, Changes.ALWAYS, false, "x", "not ansible_check_mode");
    var four = planned(4, COMMAND, false, Changes.ALWAYS, false, "x");
    play(one, two, three, four);
    isSkipped(one, Optional.of("x.rc != 0"));
    // Older Ansible does not report the condition: it is assumed to test check mode if one may.
    isSkipped(four, Optional.of(""));
    isSkipped(two, Optional.of("not ansible_check_mode"));
    isSkipped(three, Optional.of(""));
    assertThat(told())
        .containsExactly(
            "task 1: no change|certain|skipped",
            "task 4: no change|certain|skipped",
            "task 2: unknown||it runs",
            "task 3: unknown||it runs");
  }

  @Test
  void taskThatOnlyCheckModeSkipsWouldChangeIfItAlwaysDoes() {
    String check = "unit.exists or not ansible_check_mode";
    var last = planned(1, COPY, false, Changes.ALWAYS, false, "x", check);
    var first = planned(2, COPY, false, Changes.ALWAYS, false, check, "x");
    var maybe = planned(3, COPY, false, Changes.UNKNOWN, false, "x", check);
    var other = planned(4, COPY, false, Changes.ALWAYS, false, "x", check);
    play(last, first, maybe, other);
    isSkipped(last, Optional.of(check));
    isSkipped(first, Optional.of(check));
    isSkipped(maybe, Optional.of(check));
    isSkipped(other, Optional.of("x"));
    assertThat(told())
        .containsExactly(
            "task 1: would change|depends on the host|it would run; Ansible cannot show its changes",
            "task 2: unknown||it runs",
            "task 3: unknown||it runs",
            "task 4: no change|depends on an earlier task|skipped");
  }

  @Test
  void loopHasTheAnswerOfItsItems() {
    var loop = task(1, COMMAND, Changes.ALWAYS);
    var mixed = task(2, COMMAND, Changes.NEVER);
    var unknown = task(3, COMMAND, Changes.NEVER);
    play(loop, mixed, unknown);
    start(loop);
    for (int i = 0; i < 2; i++) {
      answers.taskSkipped(
          new RunEvent.TaskSkipped(AT, loop.name(), "", "h", Optional.of("item != 1")));
    }
    finish(loop, Outcome.SKIPPED, false);
    start(mixed);
    answers.taskSkipped(new RunEvent.TaskSkipped(AT, mixed.name(), "", "h", NOT_TRIED));
    finish(mixed, Outcome.OK, false);
    comes(unknown, Outcome.SKIPPED);
    assertThat(told())
        .containsExactly(
            "task 1: no change|certain|skipped",
            "task 2: unknown||it runs",
            "task 3: unknown||it runs");
  }

  @Test
  void tasksAfterTheEndOfAPlayDependOnItsCondition() {
    var first = end(1, "not make_machine");
    var second = end(3, "ansible_check_mode and not stack");
    play(first, task(2, COPY, Changes.UNKNOWN), second, task(4, COPY, Changes.UNKNOWN));
    answers.taskSkipped(new RunEvent.TaskSkipped(AT, "", first.path(), "h", Optional.of("")));
    comes(task(2, COPY, Changes.UNKNOWN), Outcome.OK);
    // The condition of this end does not test check mode, so it explains no answer.
    play(end(5, "not make_machine"), task(6, COPY, Changes.UNKNOWN));
    ends();
    assertThat(told())
        .containsExactly(
            "task 2: no change|certain|",
            "task 4: unknown||prepare has run",
            "task 6: no change|depends on an earlier task|skipped");
  }

  @Test
  void failedTaskIsShownAndLaterTasksDependOnIt() {
    var one = task(1, "ansible.builtin.assert", Changes.UNKNOWN);
    play(one, task(2, COPY, Changes.UNKNOWN));
    comes(one, Outcome.FAILED);
    ends();
    assertThat(told())
        .containsExactly(
            "task 1: would fail|certain|it says", "task 2: unknown||\"task 1\" succeeds");
  }

  @Test
  void rescuedFailureIsUnknown() {
    var one = task(1, COMMAND, Changes.NEVER);
    play(one);
    start(one);
    finish(one, Outcome.FAILED, true);
    assertThat(told()).containsExactly("task 1: unknown||it succeeds");
  }

  @Test
  void unplannedTaskIsLeastReliable() {
    play();
    comes(task(1, "ansible.builtin.command", Changes.UNKNOWN), Outcome.CHANGED);
    answers.hostFinished(
        new RunEvent.HostFinished(AT, "no id", "unknown", "h", Outcome.OK, false, "", ""));
    assertThat(told())
        .containsExactly(
            "task 1: would change|certain|", "unknown: no change|depends on an earlier task|");
  }

  @Test
  void linesShowDiffsWithoutSecretsAndTotals() {
    var one = task(1, COPY, Changes.UNKNOWN);
    play(one, end(2, "ansible_check_mode and not stack"), task(3, COPY, Changes.UNKNOWN));
    start(one);
    answers.diffShown(
        new RunEvent.DiffShown(AT, one.name(), "h", "--- before\n+++ after\n-a\n+secret\n\n"));
    finish(one, Outcome.CHANGED, false);
    ends();
    CheckLines screen = new CheckLines(Theme.PLAIN, it -> it.replace("secret", "***"));
    List<String> all = new ArrayList<>();
    shown.forEach(it -> all.addAll(screen.of(it)));
    assertThat(all)
        .containsExactly(
            "",
            "Play",
            "would change  certain                     h: task 1",
            "    --- before",
            "    +++ after",
            "    -a",
            "    +***",
            "unknown       until prepare has run       h: task 3");
    assertThat(screen.totals(answers.answers(), answers.firstChange()))
        .containsExactly(
            "would change: 1  no change: 0  unknown: 1",
            "certain: 1  depends on an earlier task: 0  depends on the host: 0",
            "The first task that later answers depend on: task 1");
  }

  @Test
  void otherOutputOfAnsibleIsShown() {
    answers.plainLine(new RunEvent.PlainLine(AT, "warning: of a module"));
    assertThat(lines).containsExactly("warning: of a module");
  }

  @Test
  void longDiffsAreCut() {
    Answer answer =
        new Answer(
            "Play",
            "t",
            "p:1",
            "h",
            Answer.Kind.WOULD_CHANGE,
            Answer.Label.CERTAIN,
            "",
            List.of("+x\n".repeat(200)));
    assertThat(new CheckLines(Theme.PLAIN, it -> it).of(answer))
        .hasSize(2 + 1 + 80 + 1)
        .last()
        .asString()
        .contains("120 more lines");
  }

  @Test
  void anAnswerIsALineOfJson() {
    Answer answer =
        new Answer(
            "Play",
            "say \"x\"",
            "p.yml:1",
            "h",
            Answer.Kind.UNKNOWN,
            Answer.Label.NONE,
            "it runs",
            List.of());
    assertThat(answer.json())
        .isEqualTo(
            "{\"play\":\"Play\",\"task\":\"say \\\"x\\\"\",\"path\":\"p.yml:1\",\"host\":\"h\","
                + "\"answer\":\"unknown\",\"label\":\"\",\"why\":\"it runs\"}");
  }
}
