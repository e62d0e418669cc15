package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.run.LabSession;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;

@Command(name = "runs", description = "List the runs of this lab, the newest first.")
public final class RunsCommand implements Callable<Integer> {
  private final LabSession session;
  private final Terminal terminal;

  public RunsCommand(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    List<RunRecord> records = session.history().records();
    int width = records.stream().mapToInt(it -> it.target().title().length()).max().orElse(1);
    records.forEach(it -> terminal.print(line(it, width)));
    if (records.isEmpty()) {
      terminal.say("There are no runs yet.");
    }
    return ExitCode.DONE.number();
  }

  private static String line(RunRecord it, int width) {
    String took = it.took().map(Durations::text).orElse("");
    return String.format(
        "%s  %-11s  %-" + width + "s  %10s  %s: %d",
        it.id(),
        it.status().word(),
        it.target().title(),
        took,
        it.isCheck() ? "would change" : "changed",
        RunSummary.changed(it.hosts()));
  }
}
