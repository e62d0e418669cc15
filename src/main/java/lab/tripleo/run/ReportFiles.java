package lab.tripleo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.RunEvent;
import lab.tripleo.reporting.Comparison;
import lab.tripleo.reporting.HtmlReport;
import lab.tripleo.reporting.JUnitReport;
import lab.tripleo.reporting.JsonReport;
import lab.tripleo.reporting.Report;
import lab.tripleo.reporting.ReportBuilder;
import lab.tripleo.results.Results;
import lab.tripleo.secrets.Redaction;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunFolder;
import lab.tripleo.workspace.RunRecord;

/** Writes the reports of a run from its record, into the record's folder. */
public final class ReportFiles {
  private final LabSession session;
  private final Terminal terminal;

  public ReportFiles(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  /** Writes the reports after a run; an error is only a warning, since the run itself is over. */
  void writeAfterRun(RunRecord record, RunFolder folder) throws UserError {
    try {
      write(record, folder);
    } catch (IOException e) {
      terminal.warn(
          "cannot write the report: "
              + e.getMessage()
              + "; `tripleo-lab report "
              + record.id()
              + "` tries again");
    }
  }

  /**
   * Writes report.html, report.json and report.xml.
   *
   * @return the page
   */
  public Path write(RunRecord record, RunFolder folder) throws IOException, UserError {
    Report report = report(record, folder);
    folder.keepReport("json", out -> JsonReport.write(report, out));
    folder.keepReport("xml", out -> JUnitReport.write(report, out));
    return folder.keepReport("html", out -> HtmlReport.write(report, out));
  }

  /**
   * Compares two runs by their records; reads no report.
   *
   * @throws UserError if a record has no results to compare
   */
  public Comparison compare(RunPair runs) throws IOException, UserError {
    return Comparison.of(results(runs.before()), results(runs.after()));
  }

  private Report results(RunRecord record) throws IOException, UserError {
    RunFolder folder = session.runs().folder(record.id());
    Report report;
    try {
      report = report(record, folder);
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "cannot read the record of run " + record.id() + ": " + e.getMessage(),
          "look at the files of " + session.shown(folder.path()),
          e);
    }
    if (report.rows().isEmpty()) {
      throw new UserError(
          ExitCode.USAGE,
          "run " + record.id() + " has no results of tasks to compare",
          "it ended before its first task, or its " + RunEvent.FILE + " is missing or damaged");
    }
    return report;
  }

  /** The report of a run, from its record. */
  private Report report(RunRecord record, RunFolder folder) throws IOException, UserError {
    Redaction redaction = session.redaction();
    ReportBuilder fold = new ReportBuilder(header(record), it -> redaction.redact(it).text());
    RunHistory.replay(folder, session.clock(), fold);
    return fold.report(record.hosts(), files(record, folder), folder.topology());
  }

  private static Report.Header header(RunRecord it) {
    return new Report.Header(
        it.id(),
        it.start().lab().orElse("unknown"),
        it.target(),
        it.start().release(),
        it.status().word(),
        it.exitCode(),
        it.startedAt(),
        it.finishedAt(),
        it.start().command(),
        it.start().programVersion(),
        it.ansibleVersion().orElse(""),
        it.explanation());
  }

  private static List<String> files(RunRecord record, RunFolder folder) throws IOException {
    List<String> files = new ArrayList<>(List.of("run.json", "ansible.log", "stderr.log"));
    files.addAll(List.of(RunEvent.FILE, "answers.jsonl", "inventory/hosts.yml"));
    files.add(record.target().stage().playbook().toString());
    files.add("results/" + Results.INDEX);
    return folder.having(files);
  }
}
