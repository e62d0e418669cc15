package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.ReportFiles;
import lab.tripleo.terminal.ForegroundProgram;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Write the report of a run, and print its path.",
    footer = {
      "",
      "Each run writes its report at its end: report.html for people, report.json for programs,"
          + " report.xml in JUnit's format for CI.",
      "This command writes it again from the run's record, even for a run that was killed or is"
          + " still running."
    })
public final class ReportCommand implements Callable<Integer> {
  private final LabSession session;
  private final ReportFiles reportFiles;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run (default: the newest).")
  Optional<String> wanted = Optional.empty();

  @Option(names = "--open", description = "Show the page in a browser.")
  boolean open;

  public ReportCommand(LabSession session, ReportFiles reportFiles, Terminal terminal) {
    this.session = session;
    this.reportFiles = reportFiles;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    RunRecord run = session.history().find(wanted);
    Path page = reportFiles.write(run, session.runs().folder(run.id()));
    terminal.print(page.toString());
    if (open) {
      show(page);
    }
    return ExitCode.DONE.number();
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
