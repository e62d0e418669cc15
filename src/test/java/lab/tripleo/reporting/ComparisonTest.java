package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of src/test/resources/comparisons; its README describes it. */
final class ComparisonTest {
  private static final Path CORPUS = Path.of("src/test/resources/comparisons");
  private static final Instant START = Instant.parse("2026-11-22T19:15:44Z");

  static Stream<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(CORPUS)) {
      return all.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void differencesAreAsExpected(Path folder) throws IOException {
    Comparison comparison = Comparison.of(report(folder, "before"), report(folder, "after"));
    String text = String.join("\n", new ComparisonText(Theme.PLAIN).lines(comparison)) + "\n";
    String json = ComparisonJson.of(comparison).replace("{\"play\"", "\n{\"play\"") + "\n";
    boolean written = write(folder.resolve("expected.txt"), text);
    written |= write(folder.resolve("expected.json"), json);
    assertThat(text).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    assertThat(json).isEqualTo(Files.readString(folder.resolve("expected.json")));
    assertThat(written).as("written, now look at it").isFalse();
  }

  private static boolean write(Path expected, String text) throws IOException {
    if (Files.exists(expected) && System.getProperty("golden.update") == null) {
      return false;
    }
    Files.writeString(expected, text);
    return true;
  }

  private static Report report(Path folder, String name) throws IOException {
    List<Report.Row> rows =
        Files.readAllLines(folder.resolve(name + ".tsv")).stream()
            .map(ComparisonTest::row)
            .toList();
    Report.Header header =
        new Report.Header(
            name,
            "north-7",
            RunTarget.whole(Stage.PREPARE, RunKind.RUN),
            "Simulated TripleO",
            "succeeded",
            Optional.of(0),
            START,
            Optional.of(START.plusSeconds(100)),
            List.of("run", "prepare"),
            "0.1.0",
            "2.19.14",
            "");
    return new Report(header, Map.of(), rows, List.of(), List.of(), Optional.empty());
  }

  private static Report.Row row(String line) {
    String[] cells = line.split("\t", -1);
    Optional<Duration> took =
        Optional.of(cells[7])
            .filter(it -> !it.equals("-"))
            .map(it -> Duration.ofMillis(Math.round(Double.parseDouble(it) * 1000)));
    return new Report.Row(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        "playbooks/prepare.yml:1",
        Report.Kind.valueOf(cells[4]),
        cells[5],
        cells[6],
        took.map(it -> START),
        took,
        "",
        "",
        List.of());
  }
}
