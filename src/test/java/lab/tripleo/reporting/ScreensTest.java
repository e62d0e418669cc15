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
import lab.tripleo.model.Stage;
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
                    new StageList.Ahead(
                        "tripleo-install", Optional.of(Duration.ofSeconds(140))))));
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
}
