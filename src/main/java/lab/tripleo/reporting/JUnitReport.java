package lab.tripleo.reporting;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * A report in JUnit's XML, for CI systems: a play is a suite, a task on a host is a case, the host
 * is its class. A tolerated failure is no failure; a task that had started when the run ended is an
 * error. If a run failed and no task did, the run itself is a case, since CI systems only count
 * cases.
 */
public final class JUnitReport {
  private JUnitReport() {}

  public static void write(Report report, Writer out) throws IOException {
    try {
      Markup xml = new Markup(out).declaration();
      Report.Header header = report.header();
      List<Row> rows = new ArrayList<>(report.rows());
      if (header.isBad() && report.bad().isEmpty()) {
        rows.add(whole(header));
      }
      xml.open("testsuites", attributes(header.title(), rows, header.took().orElse(sum(rows))));
      for (Map.Entry<String, List<Row>> play : Report.byPlay(rows).entrySet()) {
        suite(xml.line(), header, play.getKey(), play.getValue());
      }
      xml.line().close().line().end();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static Row whole(Report.Header header) {
    return new Row(
        header.title(),
        "Finish the run",
        "tripleo-lab",
        "",
        "",
        Kind.UNFINISHED,
        header.status(),
        "",
        Optional.of(header.startedAt()),
        header.took(),
        header.explanation(),
        "",
        List.of());
  }

  private static void suite(Markup xml, Report.Header header, String play, List<Row> rows)
      throws XMLStreamException {
    xml.open("testsuite", attributes(play.isEmpty() ? header.title() : play, rows, sum(rows)));
    for (Row row : rows) {
      String time = row.took().map(JUnitReport::seconds).orElse("");
      xml.line().open("testcase", "classname", row.host(), "name", row.task(), "time", time);
      result(xml, row);
      xml.close();
    }
    xml.line().close();
  }

  private static void result(Markup xml, Row row) throws XMLStreamException {
    String text = String.join("\n", List.of(row.path(), row.message(), row.output())).strip();
    switch (row.kind()) {
      case FAILED -> xml.element("failure", text, "message", first(row), "type", row.word());
      case UNFINISHED -> xml.element("error", text, "message", row.word(), "type", row.word());
      case SKIPPED -> xml.open("skipped", "message", first(row)).close();
      case TOLERATED -> xml.element("system-out", row.word() + ": " + text);
      case CHANGED -> xml.element("system-out", row.word());
      case GOOD -> {}
    }
  }

  private static String first(Row row) {
    return row.message().lines().findFirst().orElse("");
  }

  private static String[] attributes(String name, List<Row> rows, Duration took) {
    return new String[] {
      "name", name,
      "tests", Integer.toString(rows.size()),
      "failures", count(rows, Kind.FAILED),
      "errors", count(rows, Kind.UNFINISHED),
      "skipped", count(rows, Kind.SKIPPED),
      "time", seconds(took)
    };
  }

  private static String count(List<Row> rows, Kind kind) {
    return Long.toString(rows.stream().filter(it -> it.kind() == kind).count());
  }

  private static Duration sum(List<Row> rows) {
    return rows.stream().flatMap(it -> it.took().stream()).reduce(Duration.ZERO, Duration::plus);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
