package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.ReportFiles;
import lab.tripleo.run.RunHistory;
import lab.tripleo.terminal.ForegroundProgram;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Write the report of a run, and say where it is.",
    footer = {
      "",
      "Each run ends with it: report.html for people, report.json for programs, and report.xml as JUnit's for CI, in the run's record.",
      "This writes them anew from what is in the record, also of a run that was killed or is under way."
    })
public final class ReportCommand implements Callable<Integer> {
  private final LabSession labs;
  private final ReportFiles reports;
  private final Clock clock;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run (default: the newest).")
  Optional<String> wanted = Optional.empty();

  @Option(names = "--open", description = "Show the page in a browser.")
  boolean open;

  public ReportCommand(LabSession labs, ReportFiles reports, Clock clock, Terminal terminal) {
    this.labs = labs;
    this.reports = reports;
    this.clock = clock;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    RunRecord run = RunHistory.find(labs.workspace(), clock, wanted);
    Path page = reports.write(run, new Runs(labs.workspace(), clock).folder(run.id()));
    terminal.print(page.toString());
    if (open) {
      show(page);
    }
    return ExitCode.DONE.number();
  }

  private static void show(Path page) throws UserError, InterruptedException {
    String hint = "open the file by hand; xdg-open, of the package xdg-utils, starts browsers";
    int exit;
    try {
      exit = ForegroundProgram.run(List.of("xdg-open", page.toUri().toString()));
    } catch (UserError missing) {
      throw new UserError(ExitCode.UNREACHABLE, missing.getMessage(), hint, missing);
    }
    if (exit != 0) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "no browser could be started (xdg-open ended with " + exit + ")",
          hint,
          null);
    }
  }
}
