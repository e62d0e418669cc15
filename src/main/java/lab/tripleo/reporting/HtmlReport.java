package lab.tripleo.reporting;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import lab.tripleo.event.HostStats;
import lab.tripleo.files.Resource;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * A report as one HTML page for people: without external resources, for light and dark screens, for
 * telephones and for paper. Its policy lets only its own style sheet and script run.
 */
public final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final int SLOWEST = 10;

  /** The list of tasks has the messages of further ones. */
  private static final int MOST_FAILURES = 500;

  private static final String STYLE = "\n" + new Resource("reporting/report.css").text();

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
    String policy =
        "default-src 'none'; img-src data:; style-src "
            + hash(STYLE)
            + "; script-src "
            + hash(HtmlTasks.SCRIPT);
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .line();
    html.element("title", header.title() + " " + header.status() + " - lab " + header.lab());
    html.line().element("style", STYLE).line().close().line().open("body").line();
    head();
    html.open("main").line();
    failures();
    hosts();
    Optional<Timeline> timeline = Timeline.of(report);
    if (timeline.isPresent()) {
      new TimelineHtml(report, timeline.get(), html).write();
    }
    slowest();
    if (!report.rows().isEmpty()) {
      new HtmlTasks(report, Set.copyOf(shownFailures()), html).write();
    }
    topology();
    remarks();
    html.close().line().close().line().close().line().end();
  }

  private static String hash(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
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
    List<Row> shown = shownFailures();
    if (shown.isEmpty()) {
      return;
    }
    section("Failures");
    for (Row row : shown) {
      html.open("article", "class", style(row.kind())).line();
      html.element("h3", row.host() + ": " + row.task()).line();
      html.open("p", "class", "faint").text(row.word() + ", in the play \"" + row.play() + "\" ");
      HtmlTasks.place(row, report.files(), html);
      html.close().line();
      block(row.message());
      block(row.output());
      html.close().line();
    }
    int others = report.bad().size() - shown.size();
    if (others > 0) {
      html.element("p", "Further failures: " + others + ". They are in the list of tasks.").line();
    }
    html.close().line();
  }

  private List<Row> shownFailures() {
    return report.rows().stream().filter(it -> it.kind().isBad()).limit(MOST_FAILURES).toList();
  }

  private void section(String title) throws XMLStreamException {
    html.open("section").line().element("h2", title).line();
  }

  private void block(String text) throws XMLStreamException {
    if (!text.isBlank()) {
      html.element("pre", text.strip()).line();
    }
  }

  private void hosts() throws XMLStreamException {
    if (report.hosts().isEmpty()) {
      return;
    }
    // A telephone scrolls it, by keyboard, too.
    html.open("section", "tabindex", "0", "aria-label", "Hosts").line().element("h2", "Hosts");
    html.line();
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

  /** The class of a kind in the style sheet. */
  static String style(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
