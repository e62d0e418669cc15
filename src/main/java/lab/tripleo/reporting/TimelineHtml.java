package lab.tripleo.reporting;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Timeline.Bar;
import lab.tripleo.reporting.Timeline.Lane;

/**
 * The timeline as a picture for the page of a report, with the same as a table. A bar's kind shows
 * in its colour and in its height. All text is outside of the pictures, which stretch.
 */
final class TimelineHtml {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final int HEIGHT = 20;

  /** The better, the lower. */
  private static final Map<Kind, Integer> HEIGHTS =
      Map.of(
          Kind.SKIPPED, 5,
          Kind.GOOD, 10,
          Kind.CHANGED, 15,
          Kind.TOLERATED, 15,
          Kind.FAILED, HEIGHT,
          Kind.UNFINISHED, HEIGHT);

  /** A longer bar ends before the next one begins, so that both can be told apart. */
  private static final int SHORTEST_WITH_GAP = 4;

  /** Lines of the scale, but the first. */
  private static final int STEPS = 4;

  private final Report report;
  private final Timeline timeline;
  private final Markup html;

  TimelineHtml(Report report, Timeline timeline, Markup html) {
    this.report = report;
    this.timeline = timeline;
    this.html = html;
  }

  void write() throws XMLStreamException {
    html.open("section", "class", "timeline").line().element("h2", "Timeline").line();
    html.open("p", "class", "faint");
    html.text("From " + clock(Duration.ZERO) + " to " + clock(timeline.length()) + " UTC. ");
    legend();
    html.close().line();
    for (Lane lane : timeline.lanes()) {
      html.element("h3", lane.host()).line();
      picture(lane);
    }
    scale();
    if (timeline.otherHosts() > 0) {
      html.element("p", "Hosts that are not shown: " + timeline.otherHosts(), "class", "faint");
    }
    table();
    html.close().line();
  }

  private String clock(Duration since) {
    return CLOCK.format(timeline.startedAt().plus(since));
  }

  private void legend() throws XMLStreamException {
    for (Kind kind : Kind.values()) {
      String word = report.word(kind).orElse("");
      if (!word.isEmpty()) {
        html.element("span", word, "class", "key " + HtmlReport.style(kind)).text(" ");
      }
    }
  }

  private void picture(Lane lane) throws XMLStreamException {
    html.open(
            "svg",
            "role",
            "img",
            "aria-label",
            text(lane),
            "viewBox",
            "0 0 " + Timeline.UNITS + " " + HEIGHT,
            "preserveAspectRatio",
            "none")
        .line();
    for (int step = 0; step <= STEPS; step++) {
      String x = Integer.toString(Timeline.UNITS * step / STEPS);
      html.open("line", "x1", x, "x2", x, "y1", "0", "y2", Integer.toString(HEIGHT)).close();
    }
    html.line();
    for (Bar bar : lane.bars()) {
      bar(bar);
    }
    html.close().line();
  }

  private void bar(Bar bar) throws XMLStreamException {
    int height = HEIGHTS.get(bar.row().kind());
    int width = bar.to() - bar.from();
    html.open(
        "rect",
        "class",
        HtmlReport.style(bar.row().kind()),
        "x",
        Integer.toString(bar.from()),
        "y",
        Integer.toString(HEIGHT - height),
        "width",
        Integer.toString(width < SHORTEST_WITH_GAP ? width : width - 1),
        "height",
        Integer.toString(height));
    String took = bar.row().took().map(it -> ", " + Durations.text(it)).orElse("");
    html.element("title", bar.row().task() + ": " + bar.row().word() + took).close().line();
  }

  /** What the picture shows, for those who do not see it. */
  private String text(Lane lane) {
    StringBuilder text = new StringBuilder();
    text.append(lane.host()).append(" was busy for ").append(Durations.text(lane.busy()));
    for (Kind kind : Kind.values()) {
      long count = lane.count(kind);
      text.append(count == 0 ? "" : ", " + report.word(kind).orElseThrow() + " " + count);
    }
    return text.append("; longest task: ").append(longest(lane)).toString();
  }

  private static String longest(Lane lane) {
    Report.Row it = lane.longest();
    return it.task() + it.took().map(took -> ", " + Durations.text(took)).orElse("");
  }

  private void scale() throws XMLStreamException {
    html.open("div", "class", "scale", "aria-hidden", "true");
    for (int step = 0; step <= STEPS; step++) {
      html.element("span", Durations.text(timeline.length().multipliedBy(step).dividedBy(STEPS)));
    }
    html.close().line();
  }

  private void table() throws XMLStreamException {
    html.open("details").line().element("summary", "The timeline as a table").line();
    html.open("table").line().open("tr");
    for (String title : List.of("host", "first task", "last task ends", "busy", "longest task")) {
      html.element("th", title, "scope", "col");
    }
    html.close().line();
    for (Lane lane : timeline.lanes()) {
      Bar last = lane.bars().get(lane.bars().size() - 1);
      html.open("tr").element("th", lane.host(), "scope", "row");
      html.element("td", clock(at(lane.bars().get(0).from()))).element("td", clock(at(last.to())));
      html.element("td", Durations.text(lane.busy())).element("td", longest(lane)).close().line();
    }
    html.close().line().close().line();
  }

  private Duration at(int unit) {
    return timeline.length().multipliedBy(unit).dividedBy(Timeline.UNITS);
  }
}
