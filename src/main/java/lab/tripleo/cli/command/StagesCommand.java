package lab.tripleo.cli.command;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.reporting.Durations;
import lab.tripleo.run.CleanedAway;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.RunHistory;
import lab.tripleo.run.Stage;
import lab.tripleo.terminal.LocalTime;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;

@Command(
    name = "stages",
    description =
        "List the stages: what each does, how its last run ended, when, and how long it took.")
public final class StagesCommand implements Callable<Integer> {
  private final LabSession labs;
  private final Terminal terminal;
  private final Clock clock;

  public StagesCommand(LabSession labs, Terminal terminal, Clock clock) {
    this.labs = labs;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, UserError {
    List<RunRecord> records = RunHistory.of(labs.workspace(), clock);
    for (Stage stage : Stage.values()) {
      Optional<RunRecord> last =
          records.stream().filter(it -> it.stage().equals(stage.word())).findFirst();
      terminal.print(terminal.theme().strong(stage.word()) + "  " + stage.purpose());
      terminal.print("  " + last.map(it -> state(it) + cleaned(it, records)).orElse("never run"));
    }
    return ExitCode.DONE.number();
  }

  private static String cleaned(RunRecord last, List<RunRecord> records) {
    String inPart =
        CleanedAway.partlySince(last, records)
            ? "; a cleaning since then has not come to its end"
            : "";
    return CleanedAway.since(last, records)
        .map(at -> "; cleaned away since, " + LocalTime.local(at))
        .orElse(inPart);
  }

  private static String state(RunRecord it) {
    String took =
        it.finishedAt()
            .map(end -> ", took " + Durations.text(Duration.between(it.startedAt(), end)))
            .orElse("");
    String part =
        RunHistory.isOfAPart(it) ? " in part (" + String.join(" ", it.command()) + ")" : "";
    return it.status().word()
        + part
        + " "
        + LocalTime.local(it.startedAt())
        + took
        + ", record "
        + it.id();
  }
}
