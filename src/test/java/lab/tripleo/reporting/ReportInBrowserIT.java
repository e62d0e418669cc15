package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.HostileStrings;
import lab.tripleo.browser.Chromium;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a report in a real browser. */
final class ReportInBrowserIT {
  private static final Instant START = Instant.parse("2026-11-22T19:00:00Z");
  private static final int MOST_MILLIS = 2000;
  private static final String SHOWN = "document.getElementById('shown').textContent";
  private static final String ROWS = "document.querySelectorAll('#list tr:not(.play)').length";

  @TempDir Path folder;
  private Chromium browser;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    browser = new Chromium(Files.createDirectory(folder.resolve("profile")));
    browser.size(1200, 900);
  }

  @AfterEach
  void end() {
    browser.close();
  }

  /** Tasks on three hosts; each tenth is changed, each hundredth fails and has a diff. */
  private static List<Report.Row> rows(int count) {
    List<Report.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean failed = i % 100 == 99;
      Report.Kind kind = i % 10 == 0 ? Report.Kind.CHANGED : Report.Kind.GOOD;
      rows.add(
          new Report.Row(
              "Section " + i / 300,
              "Install package " + i / 3,
              List.of("hypervisor-root", "hypervisor-stack", "tripleo-stack").get(i % 3),
              "ansible.builtin.dnf",
              "playbooks/prepare.yml:" + i,
              failed ? Report.Kind.FAILED : kind,
              failed ? "failed" : kind == Report.Kind.GOOD ? "ok" : "changed",
              "",
              Optional.of(START.plusMillis(i * 10L)),
              Optional.of(Duration.ofMillis(i % 700)),
              failed ? "no package " + i : "",
              "",
              failed ? List.of("--- a\n+++ b\n-old\n+new") : List.of()));
    }
    return rows;
  }

  private Path page(List<Report.Row> rows) throws IOException {
    Report.Header header =
        new Report.Header(
            "20261128T010203Z-0a1b",
            "north-7",
            RunTarget.whole(Stage.PREPARE, RunKind.RUN),
            "TripleO Wallaby",
            "failed",
            Optional.of(1),
            START,
            Optional.of(START.plusSeconds(4000)),
            List.of("run", "prepare"),
            "0.1.0",
            "2.19.14",
            "The task failed.");
    Report report =
        new Report(header, Map.of(), rows, List.of("warning: x"), List.of(), Optional.empty());
    Path page = folder.resolve("report.html");
    try (Writer out = Files.newBufferedWriter(page)) {
      HtmlReport.write(report, out);
    }
    return page;
  }

  private String shown() {
    return browser.evaluate(SHOWN).asText();
  }

  @Test
  void pageOfManyResultsOpensAndFiltersAtOnce() throws IOException {
    List<Report.Row> rows = rows(100_000);
    Path page = page(rows);
    assertThat(Files.size(page)).isLessThan(12_000_000);
    assertThat(browser.open(page)).as("milliseconds to open").isLessThan(MOST_MILLIS);
    assertThat(shown()).isEqualTo("100000 of 100000 results, failed: 1000");
    assertThat(browser.evaluate(ROWS).asInt()).isBetween(200, 1000);
    assertThat(millis(() -> browser.type("/"))).isLessThan(MOST_MILLIS);
    for (char letter : "package 3333".toCharArray()) {
      assertThat(millis(() -> browser.type(String.valueOf(letter)))).isLessThan(MOST_MILLIS);
    }
    long found = rows.stream().filter(it -> (it.task() + it.path()).contains("3333")).count();
    assertThat(shown()).startsWith(found + " of 100000 results");
    assertThat(millis(() -> browser.press("Escape"))).isLessThan(MOST_MILLIS);
    assertThat(shown()).startsWith("100000 of");
    assertThat(millis(() -> browser.type("4"))).isLessThan(MOST_MILLIS);
    assertThat(shown()).isEqualTo("1000 of 100000 results, failed: 1000");
  }

  private static long millis(Runnable what) {
    long began = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  @Test
  void everyKeyOfTheHelpWorks() throws IOException {
    browser.open(page(rows(1000)));
    browser.type("jj");
    String focused = "document.activeElement.textContent";
    assertThat(browser.evaluate(focused).asText()).contains("hypervisor-stack", "package 0");
    assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
        .isEqualTo("solid");
    browser.type("k");
    assertThat(browser.evaluate(focused).asText()).contains("hypervisor-root");
    browser.type("2");
    assertThat(shown()).isEqualTo("890 of 1000 results");
    browser.type("h");
    assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("host");
    browser.press("Escape");
    assertThat(shown()).startsWith("1000 of 1000");
    browser.type("?");
    assertThat(browser.evaluate("document.getElementById('help').open").asBoolean()).isTrue();
    browser.evaluate("document.getElementById('keys').click()");
    browser.type("2");
    assertThat(shown()).startsWith("1000 of 1000");
  }

  @ParameterizedTest
  @CsvSource({"light, 1200", "dark, 1200", "light, 390", "dark, 390"})
  void axeFindsNothingAndNoTextIsCutOff(String scheme, int width) throws IOException {
    browser.colorScheme(scheme);
    browser.size(width, 900);
    browser.open(page(rows(1000)));
    browser.type("?");
    assertThat(browser.evaluate("document.documentElement.scrollWidth - innerWidth").asInt())
        .isLessThanOrEqualTo(0);
    browser.evaluate(axe() + ";true");
    String violations =
        "axe.run().then(it => it.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 200)))";
    assertThat(browser.evaluate(violations)).isEmpty();
  }

  private static String axe() throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream("axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Scripts are disabled while the page loads; only the test's own run. */
  @Test
  void smallPageNeedsNoScriptAndALargeOneSaysThatItDoes() throws IOException {
    browser.scripts(false);
    browser.open(page(rows(30)));
    assertThat(browser.evaluate("document.querySelectorAll('#list tr').length").asInt())
        .isEqualTo(30);
    assertThat(browser.evaluate("document.getElementById('filters').hidden").asBoolean()).isTrue();
    browser.open(page(rows(3000)));
    assertThat(browser.evaluate("document.getElementById('list').innerText").asText())
        .contains("3000 results", "JavaScript");
  }

  @Test
  void paperHasTheTasksButNoButtons() throws IOException {
    browser.open(page(rows(1000)));
    assertThat(browser.evaluate(ROWS).asInt()).isLessThan(1000);
    assertThat(new String(browser.print(), StandardCharsets.ISO_8859_1)).startsWith("%PDF");
    assertThat(browser.evaluate(ROWS).asInt()).isEqualTo(1001);
  }

  @Test
  void hostileTextsAreShownAndDoNothing() throws IOException {
    List<Report.Row> rows = new ArrayList<>();
    List<String> texts = new ArrayList<>(HostileStrings.all());
    texts.add("</script><script>window.hacked = 1</script><img src=x onerror='hacked = 1'>");
    texts.add("<!--<script>");
    texts.add("]]>//");
    for (String it : texts) {
      rows.add(
          new Report.Row(
              it,
              it,
              it,
              it,
              it,
              Report.Kind.GOOD,
              it,
              it,
              Optional.of(START),
              Optional.empty(),
              it,
              it,
              List.of(it)));
    }
    browser.open(page(rows));
    assertThat(shown()).isEqualTo(texts.size() + " of " + texts.size() + " results");
    assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
    JsonNode made =
        browser.evaluate(
            "['script', 'img', 'iframe', 'b'].map(it => document.querySelectorAll(it).length)");
    assertThat(made.toString()).isEqualTo("[2,0,0,0]");
    browser.evaluate(
        "const it = document.createElement('script'); it.text = 'hacked = 1'; document.body.append(it)");
    assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
  }
}
