package lab.tripleo.reporting;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import lab.tripleo.event.HostStats;
import lab.tripleo.files.Resource;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * A report as one HTML page for people: without scripts and external resources, for light and dark
 * screens and for paper.
 */
public final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final int SLOWEST = 10;

  private final Report report;
  private final Report.Header header;
  private final Markup html;

  private HtmlReport(Report report, Markup html) {
    this.report = report;
    this.header = report.header();
    this.html = html;
  }

  public static void write(Report report, Writer out) throws IOException {
    try {
      new HtmlReport(report, new Markup(out)).page();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void page() throws XMLStreamException, IOException {
    html.doctype().open("html", "lang", "en").line().open("head").line();
    html.single("meta", "charset", "utf-8").line();
    html.single("meta", "name", "viewport", "content", "width=device-width").line();
    html.element("title", header.title() + " " + header.status() + " - lab " + header.lab());
    html.line().element("style", style()).line().close().line().open("body").line();
    head();
    failures();
    hosts();
    slowest();
    tasks();
    topology();
    remarks();
    html.close().line().close().line().end();
  }

  private static String style() {
    return "\n" + new Resource("reporting/report.css").text();
  }

  private void head() throws XMLStreamException {
    html.open("header").line().open("h1").text(header.title() + " ");
    html.element("span", header.status(), "class", "status " + header.status()).close().line();
    html.element("p", "Lab " + header.lab() + ", " + header.release(), "class", "faint").line();
    if (!header.explanation().isBlank() && !tellsFailedTask()) {
      html.element("p", header.explanation(), "class", "said").line();
    }
    html.open("dl").line();
    fact("Command", String.join(" ", header.command()));
    fact("Started", TIME.format(header.startedAt()));
    fact("Duration", header.took().map(Durations::text).orElse("still running"));
    fact("Exit code", header.exitCode().map(String::valueOf).orElse(""));
    fact("Run", header.id());
    fact("Versions", versions());
    html.close().line();
    if (!report.files().isEmpty()) {
      html.open("p").text("Files of the record:");
      for (String file : report.files()) {
        html.text(" ").element("a", file, "href", file);
      }
      html.close().line();
    }
    html.close().line();
  }

  /** Then its message is among the failures, and the explanation would repeat it. */
  private boolean tellsFailedTask() {
    return header.status().equals("failed")
        && report.bad().stream().anyMatch(it -> it.kind() == Kind.FAILED);
  }

  private String versions() {
    String ansible = header.ansible().isEmpty() ? "" : ", ansible-core " + header.ansible();
    return "tripleo-lab " + header.program() + ansible;
  }

  private void fact(String name, String value) throws XMLStreamException {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).element("dd", value).close().line();
    }
  }

  private void failures() throws XMLStreamException {
    List<Row> bad = report.bad();
    if (bad.isEmpty()) {
      return;
    }
    section("Failures");
    for (Row row : bad) {
      html.open("article", "class", style(row.kind())).line();
      html.element("h3", row.host() + ": " + row.task()).line();
      html.open("p", "class", "faint").text(row.word() + ", in the play \"" + row.play() + "\" ");
      place(row);
      html.close().line();
      block(row.message());
      block(row.output());
      html.close().line();
    }
    html.close().line();
  }

  private void section(String title) throws XMLStreamException {
    html.open("section").line().element("h2", title).line();
  }

  private void block(String text) throws XMLStreamException {
    if (!text.isBlank()) {
      html.element("pre", text.strip()).line();
    }
  }

  /** The place of its task in the playbook, as a link where the record has a copy. */
  private void place(Row row) throws XMLStreamException {
    if (!row.path().isEmpty()) {
      String file = row.path().replaceAll(":[0-9]+$", "");
      html.element("a", row.path(), "href", report.files().contains(file) ? file : "");
    }
  }

  private void hosts() throws XMLStreamException {
    if (report.hosts().isEmpty()) {
      return;
    }
    section("Hosts");
    html.open("table").line();
    html.open("tr").element("th", "host", "scope", "col");
    for (String name : HostStats.NONE.numbers().keySet()) {
      String shown = name.equals("changed") ? changed() : name;
      html.element("th", shown, "scope", "col", "class", "number");
    }
    html.close().line();
    for (Map.Entry<String, HostStats> host : report.hosts().entrySet()) {
      HostStats it = host.getValue();
      html.open("tr", "class", it.isBad() ? style(Kind.FAILED) : "");
      html.element("th", host.getKey(), "scope", "row");
      for (int number : it.numbers().values()) {
        html.element("td", Integer.toString(number), "class", "number");
      }
      html.close().line();
    }
    html.close().line().close().line();
  }

  private String changed() {
    return header.check() ? Answer.Kind.WOULD_CHANGE.word() : "changed";
  }

  private void slowest() throws XMLStreamException {
    List<Row> slowest =
        report.rows().stream()
            .filter(
                it -> it.took().filter(t -> t.compareTo(Duration.ofSeconds(1)) >= 0).isPresent())
            .sorted(Comparator.comparing((Row it) -> it.took().orElseThrow()).reversed())
            .limit(SLOWEST)
            .toList();
    if (slowest.isEmpty()) {
      return;
    }
    String longest = Long.toString(slowest.get(0).took().orElseThrow().toMillis());
    section("Slowest tasks");
    html.open("table", "class", "times").line();
    for (Row row : slowest) {
      Duration took = row.took().orElseThrow();
      html.open("tr").element("td", Durations.text(took), "class", "number").open("td");
      html.element("meter", "", "max", longest, "value", Long.toString(took.toMillis())).close();
      html.element("td", row.host() + ": " + row.task()).close().line();
    }
    html.close().line().close().line();
  }

  private void tasks() throws XMLStreamException {
    if (report.rows().isEmpty()) {
      return;
    }
    html.open("section", "class", "tasks").line().element("h2", "Tasks").line();
    choice("all", "all", report.rows().size());
    for (Kind kind : Kind.values()) {
      List<Row> rows = report.rows().stream().filter(it -> it.kind() == kind).toList();
      if (!rows.isEmpty()) {
        choice(style(kind), rows.get(0).word(), rows.size());
      }
    }
    for (Map.Entry<String, List<Row>> play : Report.byPlay(report.rows()).entrySet()) {
      html.open("details", "open", "open").line().element("summary", play.getKey()).line();
      html.open("table").line();
      for (Row row : play.getValue()) {
        row(row);
      }
      html.close().line().close().line();
    }
    html.close().line();
  }

  /** A button that chooses which rows are shown; the style sheet hides the others. */
  private void choice(String id, String text, int count) throws XMLStreamException {
    String checked = id.equals("all") ? "checked" : "";
    html.single("input", "type", "radio", "name", "show", "id", "show-" + id, "checked", checked);
    html.element("label", text + ": " + count, "for", "show-" + id).line();
  }

  private void row(Row row) throws XMLStreamException {
    html.open("tr", "class", style(row.kind())).open("td");
    html.element("span", row.word(), "class", "word");
    if (!row.label().isEmpty()) {
      html.single("br").element("span", row.label(), "class", "faint");
    }
    html.close().element("td", row.host()).open("td").text(row.task());
    html.open("div", "class", "faint").text(row.module() + " ");
    place(row);
    html.close();
    if (isWorthShowing(row)) {
      html.element("div", row.message().strip(), "class", "said");
    }
    for (String diff : row.diffs()) {
      diff(diff);
    }
    html.close();
    html.element("td", row.took().map(Durations::text).orElse(""), "class", "number");
    html.close().line();
  }

  /** The message of a success is noise, unless the task is there to show it; failures are above. */
  private boolean isWorthShowing(Row row) {
    if (row.kind().isBad()) {
      return false;
    }
    boolean dull = row.kind() == Kind.GOOD || row.kind() == Kind.CHANGED;
    boolean spoken = row.module().equals("ansible.builtin.debug");
    return !row.message().isBlank() && (!dull || spoken || header.check());
  }

  private void diff(String diff) throws XMLStreamException {
    html.open("pre", "class", "diff");
    for (String line : diff.stripTrailing().lines().toList()) {
      if (DiffLine.isAdded(line)) {
        html.element("ins", line).line();
      } else if (DiffLine.isRemoved(line)) {
        html.element("del", line).line();
      } else {
        html.text(line).line();
      }
    }
    html.close();
  }

  private void topology() throws XMLStreamException {
    Optional<String> svg = report.topology();
    if (svg.isPresent()) {
      byte[] bytes = svg.get().getBytes(StandardCharsets.UTF_8);
      String address = "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes);
      section("Topology");
      String alt = "Interfaces, bridges, networks and machines of the lab";
      html.single("img", "src", address, "alt", alt).line().close().line();
    }
  }

  private void remarks() throws XMLStreamException {
    if (!report.remarks().isEmpty()) {
      section("Other output of Ansible");
      block(String.join("\n", report.remarks()));
      html.close().line();
    }
  }

  private static String style(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
