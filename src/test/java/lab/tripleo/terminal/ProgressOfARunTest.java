package lab.tripleo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.reporting.EarlierRuns;
import lab.tripleo.reporting.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state includes each event before any progress format shows it. */
final class ProgressOfARunTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<RunEvent> EVENTS =
      List.of(
          new RunEvent.PlayStarted(START, "Prepare", List.of("h")),
          new RunEvent.TaskStarted(
              START, "t1", "Install", "p.yml:7", "ansible.builtin.apt", List.of(), false),
          new RunEvent.HostStarted(START, "t1", "h"),
          new RunEvent.HostFinished(
              START.plusSeconds(9), "t1", "Install", "h", Outcome.CHANGED, false, "", ""));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new Terminal.Fds(false, false, false));

  private Progress progress(ProgressKind kind) {
    Forecast forecast =
        new Forecast(
            List.of("Install", "Configure", "Start"),
            () -> new EarlierRuns(List.of(), List.of(), Optional.empty()));
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    return Progress.of(
        kind, terminal, new Progress.Shown(forecast, Optional.empty(), START, clock));
  }

  @ParameterizedTest
  @EnumSource
  void countsInEveryFormat(ProgressKind kind) {
    try (Progress progress = progress(kind)) {
      EVENTS.forEach(it -> it.deliverTo(progress));
      assertThat(progress.state().hosts()).containsEntry("h", new HostStats(1, 1, 0, 0, 0, 0, 0));
      assertThat(out.size() > 0).isEqualTo(kind != ProgressKind.none);
    }
  }

  /** Lines that stay; the last lines of the screen follow the escape character. */
  private List<String> printed(ProgressKind kind, List<RunEvent> events) {
    try (Progress progress = progress(kind)) {
      EVENTS.subList(0, 3).forEach(it -> it.deliverTo(progress));
      events.forEach(it -> it.deliverTo(progress));
    }
    return out.toString(StandardCharsets.UTF_8).lines().filter(it -> !it.contains("]")).toList();
  }

  private static RunEvent retried(int attempt, int attempts, String seen) {
    return new RunEvent.Retried(
        START.plusSeconds(attempt), "t1", "h", attempt, Optional.of(attempts), seen);
  }

  @Test
  void liveScreenHasOneLineForATaskThatWaitsAndOneForEachPhase() {
    List<RunEvent> waiting =
        List.of(retried(1, 90, "booting"), retried(2, 90, "booted"), retried(3, 90, "booted"));
    assertThat(printed(ProgressKind.live, waiting)).noneMatch(it -> it.startsWith("    h: "));
    List<RunEvent> phases =
        List.of(retried(1, 8200, "step 1"), retried(2, 8200, "step 1"), retried(3, 8200, "step 2"));
    assertThat(printed(ProgressKind.live, phases).stream().filter(it -> it.contains("    h: ")))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"live", "plain"})
  void messageOfAFailureIsLeftToTheEndOfTheRun(ProgressKind kind) {
    RunEvent failed =
        new RunEvent.HostFinished(
            START.plusSeconds(9), "t1", "Install", "h", Outcome.FAILED, false, "no space", "");
    assertThat(printed(kind, List.of(failed))).noneMatch(it -> it.contains("no space"));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("failed    h: Install");
  }

  @Test
  void showsTheStateAfterTheEvent() {
    try (Progress progress = progress(ProgressKind.plain)) {
      EVENTS.forEach(it -> it.deliverTo(progress));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\nPrepare\n[1/3] changed   h: Install  9.0 s\n");
  }
}
