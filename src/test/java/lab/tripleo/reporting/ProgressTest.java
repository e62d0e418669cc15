package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import org.junit.jupiter.api.Test;

/** The same events in each progress format. */
final class ProgressTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final RunState state = new RunState();
  private final List<String> lines = new ArrayList<>();

  /** Of tasks that no earlier run tells about. */
  private static Forecast forecast(int tasks) {
    return new Forecast(
        Collections.nCopies(tasks, "Task"),
        () -> new EarlierRuns(List.of(), List.of(), Optional.empty()));
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static List<RunEvent> started() {
    return List.of(
        new RunEvent.RunStarted(at(0), "2.19.1"),
        new RunEvent.PlayStarted(at(0), "Prepare", List.of("h1", "h2")),
        new RunEvent.TaskStarted(
            at(1), "t1", "Install packages", "p.yml:7", "ansible.builtin.apt", List.of(), false),
        new RunEvent.HostStarted(at(1), "t1", "h1"),
        new RunEvent.HostStarted(at(1), "t1", "h2"),
        new RunEvent.HostFinished(
            at(31), "t1", "Install packages", "h1", Outcome.CHANGED, false, "", ""));
  }

  private static List<RunEvent> ended() {
    return List.of(
        new RunEvent.Retried(at(32), "t1", "h2", 2, Optional.of(5), "12 MiB there"),
        new RunEvent.ItemFinished(at(33), "t1", "h2", "vim", Outcome.FAILED, "no such package"),
        new RunEvent.HostFinished(
            at(34),
            "t1",
            "Install packages",
            "h2",
            Outcome.FAILED,
            false,
            "all items failed",
            "E: line 1\nE: line 2"),
        new RunEvent.HostFinished(
            at(35), "t1", "Try", "h1", Outcome.FAILED, true, "never mind", ""),
        new RunEvent.PlainLine(at(36), "a line of a plugin"),
        new RunEvent.RunFinished(
            at(37),
            Map.of(
                "h2",
                new HostStats(0, 0, 1, 0, 0, 0, 0),
                "h1",
                new HostStats(2, 1, 0, 0, 0, 0, 1))));
  }

  private void deliver(List<RunEvent> events, RunView view) {
    for (RunEvent event : events) {
      event.deliverTo(state);
      view.show(event, state);
    }
  }

  private void deliver(List<RunEvent> events) {
    deliver(events, (event, after) -> {});
  }

  @Test
  void showsMessagesOfTasksButNoPlayWithoutResults() {
    PlainProgress progress = new PlainProgress(forecast(3), Theme.PLAIN, lines::add);
    deliver(
        List.of(
            new RunEvent.PlayStarted(at(0), "Plan", List.of("h1")),
            new RunEvent.TaskStarted(
                at(1), "t1", "Say it", "p.yml:7", "ansible.builtin.debug", List.of("plan"), false),
            new RunEvent.HostFinished(
                at(1), "t1", "Say it", "h1", Outcome.OK, false, "bridge os\nuser stack", ""),
            new RunEvent.PlayStarted(at(2), "Not of these tags", List.of("h1")),
            new RunEvent.PlayStarted(at(3), "Look", List.of("h1")),
            new RunEvent.TaskStarted(
                at(3), "t2", "Look", "p.yml:9", "ansible.builtin.command", List.of("plan"), false),
            new RunEvent.HostFinished(
                at(3), "t2", "Look", "h1", Outcome.OK, false, "not for people", "")),
        progress);
    assertThat(lines)
        .containsExactly(
            "",
            "Plan",
            "[1/3] ok        h1: Say it",
            "    bridge os",
            "    user stack",
            "",
            "Look",
            "[2/3] ok        h1: Look");
    assertThat(state.spoken())
        .containsExactly(new RunState.Spoken("bridge os\nuser stack", List.of("plan")));
  }

  @Test
  void plainLines() {
    PlainProgress progress = new PlainProgress(forecast(12), Theme.PLAIN, lines::add);
    deliver(started(), progress);
    deliver(ended(), progress);
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            ansible-core 2.19.1

            Prepare
            [ 1/12] changed   h1: Install packages  30 s
                h2: attempt 2 of 5: 12 MiB there
                failed h2: item vim
            [ 1/12] failed    h2: Install packages  33 s
            [ 1/12] tolerated h1: Try
                  never mind
                a line of a plugin\
            """);
  }

  @Test
  void colouredLinesHaveTheTextOfPlainOnes() {
    List<String> coloured = new ArrayList<>();
    RunState other = new RunState();
    PlainProgress progress = new PlainProgress(forecast(12), Theme.COLOR, coloured::add);
    for (RunEvent event : started()) {
      event.deliverTo(other);
      progress.show(event, other);
    }
    deliver(started(), new PlainProgress(forecast(12), Theme.PLAIN, lines::add));
    assertThat(coloured.stream().map(it -> it.replaceAll("\u001b\\[[0-9;]*m", "")))
        .isEqualTo(lines);
    assertThat(coloured.get(3)).contains("\u001b[33mchanged");
  }

  @Test
  void jsonLines() {
    JsonProgress json = new JsonProgress(lines::add);
    started().forEach(it -> it.deliverTo(json));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1))
        .isEqualTo(
            "{\"event\":\"play_started\",\"at\":\"2026-01-02T03:04:05Z\",\"play\":\"Prepare\",\"hosts\":[\"h1\",\"h2\"]}");
    assertThat(lines.get(3)).contains("\"outcome\":\"changed\"", "\"tolerated\":false");
  }

  @Test
  void liveViewShowsTheBusyHosts() {
    deliver(started());
    LiveView view =
        new LiveView(forecast(4), Optional.empty(), Theme.PLAIN, new Columns(true), START);
    assertThat(view.render(state, 80, at(41)))
        .containsExactly("[===          ] 1/4  41 s  Prepare", "  h2: Install packages  40 s");
  }

  @Test
  void liveViewFitsAnyWidth() {
    deliver(started());
    LiveView view =
        new LiveView(forecast(4), Optional.empty(), Theme.PLAIN, new Columns(true), START);
    for (int width = 1; width < 200; width++) {
      int limit = width;
      assertThat(view.render(state, width, at(41)))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(limit));
    }
  }

  @Test
  void summaryHasHostsAndSlowestTasks() {
    deliver(started());
    deliver(ended());
    assertThat(new RunSummary(Theme.PLAIN).lines(state))
        .containsExactly(
            "h1  ok: 2  changed: 1  failed: 0  unreachable: 0  skipped: 0",
            "h2  ok: 0  changed: 0  failed: 1  unreachable: 0  skipped: 0",
            "  33 s  Install packages",
            "  30 s  Install packages");
  }

  @Test
  void failureHasMessagesOfItemsOutputAndPlace() {
    deliver(started());
    deliver(ended());
    assertThat(state.failures()).hasSize(1);
    assertThat(new FailureText(Theme.PLAIN, 80).lines(state.failures().get(0)))
        .containsExactly(
            "h2: Install packages",
            "    item vim: no such package",
            "    E: line 1",
            "    E: line 2",
            "    Playbook: p.yml:7");
  }

  /** Twelve attempts that see the same; the last ones see something else, then run out. */
  @Test
  void waitingTaskGetsALineOnlyForSomethingNew() {
    PlainProgress progress = new PlainProgress(forecast(3), Theme.PLAIN, lines::add);
    for (int attempt = 1; attempt < 13; attempt++) {
      String seen = attempt < 11 ? "state: running" : "state: shut off";
      deliver(
          List.of(new RunEvent.Retried(at(attempt), "t1", "h1", attempt, Optional.of(13), seen)),
          progress);
    }
    deliver(List.of(new RunEvent.Retried(at(9), "t1", "h2", 1, Optional.of(13), "")), progress);
    deliver(List.of(new RunEvent.Retried(at(9), "t1", "h2", 2, Optional.of(13), "")), progress);
    assertThat(lines)
        .containsExactly(
            "    h1: attempt 1 of 13: state: running",
            "    h1: attempt 11 of 13: state: shut off",
            "    h1: attempt 12 of 13: state: shut off",
            "    h2: attempt 1 of 13");
  }

  @Test
  void countsResultsWithoutARecap() {
    deliver(started());
    assertThat(state.hosts()).isEqualTo(Map.of("h1", new HostStats(1, 1, 0, 0, 0, 0, 0)));
  }

  /** A task that says nothing gets a line each minute, later each five minutes. */
  @Test
  void longTaskHasAHeartbeat() {
    PastRun past =
        new PastRun(
            Map.of(
                "Install packages", new PastRun.Took(Duration.ofSeconds(100), true),
                "Verify", new PastRun.Took(Duration.ofSeconds(200), false)),
            true);
    Forecast expected =
        new Forecast(
            List.of("Install packages", "Verify"),
            () -> new EarlierRuns(List.of(past), List.of(), Optional.empty()));
    PlainProgress progress = new PlainProgress(expected, Theme.PLAIN, lines::add);
    started().subList(0, 5).forEach(it -> it.deliverTo(expected));
    deliver(started().subList(0, 5), progress);
    lines.clear();
    for (int second = 1; second <= 20 * 60; second++) {
      progress.tick(state, at(second));
    }
    assertThat(lines)
        .hasSize(7)
        .startsWith(
            "[1/2] running   h1 and 1 more: Install packages  1 min 00 s, usually 1 min 40 s;"
                + " about 4 min left, as in earlier runs")
        .endsWith(
            "[1/2] running   h1 and 1 more: Install packages  15 min 00 s, usually 1 min 40 s;"
                + " longer than usual, then about 3 min, as in earlier runs");
    deliver(started().subList(5, 6), progress);
    progress.tick(state, at(1300));
    progress.tick(state, at(1330));
    assertThat(lines).hasSize(10);
    progress.tick(state, at(1360));
    assertThat(lines).hasSize(11);
  }

  @Test
  void longTaskOfACheckHasAHeartbeat() {
    List<RunEvent> answered = new ArrayList<>();
    EveryEvent answers =
        new EveryEvent() {
          @Override
          protected void any(RunEvent event) {
            answered.add(event);
          }
        };
    CheckProgress progress = new CheckProgress(answers, Theme.PLAIN, lines::add);
    deliver(started().subList(0, 5), progress);
    assertThat(answered).isEqualTo(started().subList(0, 5));
    for (int second = 1; second <= 20 * 60; second++) {
      progress.tick(state, at(second));
    }
    assertThat(lines)
        .hasSize(7)
        .startsWith("running   h1 and 1 more: Install packages  1 min 00 s")
        .endsWith("running   h1 and 1 more: Install packages  15 min 00 s");
    deliver(started().subList(5, 6), progress);
    progress.tick(state, at(1300));
    progress.tick(state, at(1330));
    assertThat(lines).hasSize(7);
    progress.tick(state, at(1360));
    assertThat(lines).hasSize(8);
  }
}
