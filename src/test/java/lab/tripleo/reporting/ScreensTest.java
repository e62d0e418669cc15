package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.event.RunEvent;
import lab.tripleo.model.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last lines of the screen at some moments of recorded runs, in terminals of several widths.
 * Missing expectations are written and the test fails; so does -Dgolden.update.
 */
final class ScreensTest {
  private static final List<Integer> WIDTHS = List.of(40, 80, 120, 300);
  private static final List<Double> MOMENTS = List.of(0.02, 0.3, 0.6, 0.95);

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(RecordedRun.FOLDER)) {
      return folders.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private static Stage stage(String name) {
    return name.startsWith("tripleo-prepare") ? Stage.TRIPLEO_PREPARE : Stage.PREPARE;
  }

  private static Optional<StageList> stages(Stage stage) {
    return stage == Stage.PREPARE
        ? Optional.empty()
        : Optional.of(
            new StageList(
                List.of(new StageList.Done("prepare", Optional.of(Duration.ofSeconds(52)))),
                stage.word(),
                List.of(
                    new StageList.Ahead("tripleo-install", Optional.of(Duration.ofSeconds(140))))));
  }

  private static List<String> screen(String name, double part, Columns columns, int width)
      throws IOException {
    RecordedRun run = RecordedRun.of(name);
    Instant now = run.moment(part);
    RunState state = new RunState();
    run.deliver(now, state);
    List<PastRun> shipped = ShippedTimes.of(stage(name), true);
    boolean changes = !name.contains("nothing");
    return new LiveView(
            run.forecast(now, List.of(), shipped, changes),
            stages(stage(name)),
            Theme.PLAIN,
            columns,
            run.start())
        .render(state, width, now);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void looksAsExpected(String name) throws IOException {
    StringBuilder actual = new StringBuilder();
    for (int width : WIDTHS) {
      for (double moment : MOMENTS) {
        actual.append("--- ").append(width).append(" columns, at ").append(moment).append('\n');
        screen(name, moment, new Columns(true), width)
            .forEach(it -> actual.append(it.stripTrailing()).append('\n'));
      }
    }
    Path expected = RecordedRun.FOLDER.resolve(name).resolve("expected.txt");
    if (!Files.exists(expected) || System.getProperty("golden.update") != null) {
      Files.writeString(expected, actual);
      fail("written, now look at it: " + expected);
    }
    assertThat(actual).hasToString(Files.readString(expected));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fitsAnyWidthInAnyTerminal(boolean unicode) throws IOException {
    for (int width = 1; width < 320; width += width < 60 ? 1 : 20) {
      for (String line : screen("tripleo-prepare-first-run", 0.5, new Columns(unicode), width)) {
        assertThat(Columns.width(line)).as(line).isLessThanOrEqualTo(width);
        assertThat(unicode || line.chars().allMatch(it -> it < 0x7F)).as(line).isTrue();
      }
    }
  }

  @Test
  void stagesOfACommandAreOneLine() {
    StageList stages =
        new StageList(
            List.of(
                new StageList.Done("clean", Optional.empty()),
                new StageList.Done("prepare", Optional.of(Duration.ofSeconds(52)))),
            "tripleo-prepare",
            List.of(new StageList.Ahead("tripleo-install", Optional.of(Duration.ofSeconds(140)))));
    assertThat(stages.text())
        .isEqualTo(
            "Stage 3 of 4: tripleo-prepare; clean skipped; prepare done in 52 s;"
                + " next: tripleo-install (about 2 min)");
  }

  @Test
  void liveViewCutsWideCharactersAndHidesControlCharacters() {
    RunState state = new RunState();
    List<RunEvent> events =
        List.of(
            new RunEvent.PlayStarted(at(0), "準備する計画", List.of("ホスト")),
            new RunEvent.TaskStarted(at(1), "t1", "パッケージを導入", "p:1", "m", List.of(), false),
            new RunEvent.HostStarted(at(1), "t1", "ホスト"),
            new RunEvent.Retried(at(2), "t1", "ホスト", 1, Optional.of(9), "\u001b[2J進行中"));
    events.forEach(it -> it.deliverTo(state));
    Forecast unknown =
        new Forecast(
            List.of("a", "b", "c", "d"),
            () -> new EarlierRuns(List.of(), List.of(), Optional.empty()));
    LiveView view = new LiveView(unknown, Optional.empty(), Theme.PLAIN, new Columns(true), START);
    assertThat(view.render(state, 80, at(3)))
        .containsExactly(
            "[===          ] 1/4  3 s  準備する計画", "  ホスト: パッケージを導入  2 s  attempt 1 of 9:  [2J進行中");
    assertThat(view.render(state, 24, at(3)))
        .containsExactly("[=   ] 1/4  3 s", "  ホスト: パッケー…  2 s");
  }
}
