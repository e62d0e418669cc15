package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.reporting.Comparison;
import lab.tripleo.reporting.ComparisonJson;
import lab.tripleo.reporting.ComparisonText;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.ReportFiles;
import lab.tripleo.run.RunPair;
import lab.tripleo.terminal.ForegroundProgram;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Write the report of a run and print its path, or compare two runs.",
    footer = {
      "",
      "Each run writes its report at its end: report.html for people, report.json for programs,"
          + " report.xml in JUnit's format for CI.",
      "This command writes it again from the run's record, even for a run that was killed or is"
          + " still running.",
      "",
      "--compare lists the tasks that are new, gone, changed (another result or module) or slower"
          + " (by 1 s or more, and 1.5 times or more). The first RUN is the earlier one. Without the"
          + " second, it is compared with the newest run of its stage; without both, the newest run"
          + " is compared with the one before it. It writes no file."
    })
public final class ReportCommand implements Callable<Integer> {
  private final LabSession session;
  private final ReportFiles reportFiles;
  private final Terminal terminal;

  @Parameters(
      arity = "0..2",
      paramLabel = "RUN",
      description = "A run (default: the newest); with --compare, up to two.")
  List<String> wanted = List.of();

  @Option(names = "--open", description = "Show the page in a browser.")
  boolean open;

  @Option(names = "--compare", description = "Compare two runs of a stage.")
  boolean compare;

  @Option(names = "--json", description = "Print the comparison as JSON.")
  boolean json;

  public ReportCommand(LabSession session, ReportFiles reportFiles, Terminal terminal) {
    this.session = session;
    this.reportFiles = reportFiles;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    requireSense();
    if (compare) {
      compare(session.history().pair(wanted));
    } else {
      write(session.history().find(wanted.stream().findFirst()));
    }
    return ExitCode.DONE.number();
  }

  private void requireSense() throws UserError {
    if (!compare && (json || wanted.size() > 1)) {
      throw new UserError(
          ExitCode.USAGE,
          json ? "--json needs --compare" : "a report is of one run",
          json ? "a report is always written as report.json, too" : "--compare compares two runs");
    }
    if (compare && open) {
      throw new UserError(
          ExitCode.USAGE, "--open does not go with --compare", "a comparison is printed");
    }
  }

  private void write(RunRecord run) throws IOException, UserError, InterruptedException {
    Path page = reportFiles.write(run, session.runs().folder(run.id()));
    terminal.print(page.toString());
    if (open) {
      show(page);
    }
  }

  private void compare(RunPair runs) throws IOException, UserError {
    Comparison comparison = reportFiles.compare(runs);
    if (json) {
      terminal.print(ComparisonJson.of(comparison));
    } else {
      new ComparisonText(terminal.theme()).lines(comparison).forEach(terminal::print);
    }
  }

  private static void show(Path page) throws UserError, InterruptedException {
    String hint = "open the file yourself, or install xdg-open (package xdg-utils)";
    int exit;
    try {
      exit = ForegroundProgram.run(List.of("xdg-open", page.toUri().toString()));
    } catch (UserError missing) {
      throw new UserError(ExitCode.UNREACHABLE, missing.getMessage(), hint, missing);
    }
    if (exit != 0) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "cannot start a browser: xdg-open failed with exit code " + exit,
          hint);
    }
  }
}
