package lab.tripleo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.HtmlReport;
import lab.tripleo.reporting.JUnitReport;
import lab.tripleo.reporting.JsonReport;
import lab.tripleo.reporting.Report;
import lab.tripleo.reporting.ReportBuilder;
import lab.tripleo.secrets.Redaction;

/** Time to write the reports of a run, for several numbers of results. */
final class ReportBench {
  private static final Instant START = Instant.parse("2026-11-22T19:00:00Z");
  private static final int ROUNDS = 3;

  private ReportBench() {}

  static void run(Path folder, PrintStream out) throws IOException, InterruptedException {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    double fewest = 0;
    for (int results : new int[] {1_000, 10_000, 100_000}) {
      Path events = folder.resolve("events.jsonl");
      EventFile.ofResults(results, events);
      Path html = folder.resolve("report.html");
      double millis =
          Bench.medians(
              ROUNDS, 1, thread::getCurrentThreadCpuTime, List.of(() -> write(events, html)))[0];
      fewest = fewest == 0 ? millis / results : fewest;
      String name = "reports " + results;
      Bench.print(
          out,
          name + " processor",
          millis,
          "ms",
          millis / results / fewest,
          "1000, for each result");
      Bench.print(out, name + " report.html", Files.size(html) / 1024.0, "KiB", 0, "");
    }
  }

  /** All three formats, from the events. */
  private static void write(Path events, Path html) throws IOException {
    Redaction redaction = new Redaction(List.of("a-password-of-the-lab"));
    ReportBuilder builder = new ReportBuilder(header(), it -> redaction.redact(it).text());
    new EventTail(events, new EventDecoder(Clock.systemUTC())).replay(builder);
    Report report = builder.report(Map.of(), List.of(), Optional.empty());
    try (Writer it = Files.newBufferedWriter(html.resolveSibling("report.json"))) {
      JsonReport.write(report, it);
    }
    try (Writer it = Files.newBufferedWriter(html.resolveSibling("report.xml"))) {
      JUnitReport.write(report, it);
    }
    try (Writer it = Files.newBufferedWriter(html)) {
      HtmlReport.write(report, it);
    }
  }

  private static Report.Header header() {
    return new Report.Header(
        "20261128T010203Z-0a1b",
        "north",
        RunTarget.whole(Stage.PREPARE, RunKind.RUN),
        "TripleO Wallaby",
        "succeeded",
        Optional.of(0),
        START,
        Optional.of(START.plus(Duration.ofDays(2))),
        List.of("run", "prepare"),
        "0.1.0",
        "2.19.14",
        "");
  }
}
