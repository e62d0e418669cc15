package lab.tripleo.reporting;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import lab.tripleo.files.Resource;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/**
 * The tasks of a report's page. The page has them as data, from which its script makes as much of
 * the list as is looked at. A report of up to 1,000 results has the whole list as well, for
 * browsers without scripts and for paper.
 */
final class HtmlTasks {
  /** As a comment in the script, and so XML can hold it, too. */
  static final String SCRIPT =
      "//<![CDATA[\n" + new Resource("reporting/report.js").text() + "//]]>";

  private static final int MOST_WITHOUT_SCRIPT = 1000;

  private final Report report;
  private final Set<Row> failures;
  private final Markup html;

  /**
   * Only stores its arguments.
   *
   * @param failures that the page has already shown
   */
  HtmlTasks(Report report, Set<Row> failures, Markup html) {
    this.report = report;
    this.failures = failures;
    this.html = html;
  }

  void write() throws XMLStreamException, IOException {
    html.open("section", "class", "tasks", "id", "tasks").line().element("h2", "Tasks").line();
    choices();
    filters();
    html.element("p", "", "id", "shown", "class", "faint", "role", "status").line();
    html.open("div", "id", "list").line();
    if (report.rows().size() <= MOST_WITHOUT_SCRIPT) {
      plays();
    } else {
      String count = Integer.toString(report.rows().size());
      html.element(
          "p",
          "These are "
              + count
              + " results: a browser needs JavaScript to list them. The file"
              + " report.json has all.");
    }
    html.close().line();
    html.open("script", "type", "application/json", "id", "data");
    html.raw(out -> new TaskData(report, this::message).write(out)).close().line();
    html.open("script").raw(out -> out.write(SCRIPT)).close().line();
    html.close().line();
  }

  private void choices() throws XMLStreamException {
    html.open("fieldset").element("legend", "Result").line();
    choice("all", "all", report.rows().size());
    for (Kind kind : Kind.values()) {
      Optional<String> word = report.word(kind);
      if (word.isPresent()) {
        long count = report.rows().stream().filter(it -> it.kind() == kind).count();
        choice(HtmlReport.style(kind), word.get(), count);
      }
    }
    html.close().line();
  }

  /** A button that chooses which rows are shown. */
  private void choice(String id, String text, long count) throws XMLStreamException {
    String checked = id.equals("all") ? "checked" : "";
    html.single(
        "input",
        "type",
        "radio",
        "name",
        "show",
        "id",
        "show-" + id,
        "value",
        id,
        "checked",
        checked);
    html.element("label", text + ": " + count, "for", "show-" + id).line();
  }

  /** What only works with the script, which shows it. */
  private void filters() throws XMLStreamException {
    html.open("div", "id", "filters", "hidden", "hidden").line();
    html.open("label").text("Search ").single("input", "type", "search", "id", "search").close();
    html.line().open("label").text("Host ").open("select", "id", "host");
    html.element("option", "all hosts").close().close().line();
    html.open("details", "id", "help").element("summary", "Keys").line().open("dl").line();
    for (String[] key :
        new String[][] {
          {"/", "search in tasks, plays, hosts, modules and messages"},
          {"h", "choose a host"},
          {"1 to 9", "choose a result, in the order of the buttons"},
          {"j, k", "go to the next or the previous task"},
          {"Esc", "show all tasks again"},
          {"?", "show or hide these keys"},
        }) {
      html.open("div").open("dt").element("kbd", key[0]).close().element("dd", key[1]);
      html.close().line();
    }
    html.close()
        .line()
        .open("label")
        .single("input", "type", "checkbox", "id", "keys", "checked", "checked");
    html.text(" Use these keys").close().close().line().close().line();
  }

  private void plays() throws XMLStreamException {
    for (Map.Entry<String, List<Row>> play : Report.byPlay(report.rows()).entrySet()) {
      html.open("details", "open", "open").line().element("summary", play.getKey()).line();
      html.open("table").line();
      for (Row row : play.getValue()) {
        row(row);
      }
      html.close().line().close().line();
    }
  }

  private void row(Row row) throws XMLStreamException {
    html.open("tr", "class", HtmlReport.style(row.kind())).open("td");
    html.element("span", row.word(), "class", "word");
    if (!row.label().isEmpty()) {
      html.single("br").element("span", row.label(), "class", "faint");
    }
    html.close().element("td", row.host()).open("td").text(row.task());
    html.open("div", "class", "faint").text(row.module() + " ");
    place(row, report.files(), html);
    html.close();
    String message = message(row);
    if (!message.isEmpty()) {
      html.element("div", message, "class", "said");
    }
    for (String diff : row.diffs()) {
      diff(diff);
    }
    html.close();
    html.element("td", row.took().map(Durations::text).orElse(""), "class", "number");
    html.close().line();
  }

  /** The place of its task in the playbook, as a link where the record has a copy. */
  static void place(Row row, List<String> files, Markup html) throws XMLStreamException {
    if (!row.path().isEmpty()) {
      String file = row.path().replaceAll(":[0-9]+$", "");
      html.element("a", row.path(), "href", files.contains(file) ? file : "");
    }
  }

  /** The message of a success is noise, unless the task is there to show it. */
  private String message(Row row) {
    boolean dull = row.kind() == Kind.GOOD || row.kind() == Kind.CHANGED;
    boolean spoken = row.module().equals("ansible.builtin.debug");
    boolean worthShowing = !dull || spoken || report.header().check();
    return worthShowing && !failures.contains(row) ? row.message().strip() : "";
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
}
