package lab.tripleo.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.reporting.Durations;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;

@Command(
    name = "stages",
    description =
        "List the stages: what each does, how its last run ended, when, and how long it took.")
final class StagesCommand implements Callable<Integer> {
  private final Labs labs;
  private final Terminal terminal;
  private final Clock clock;

  StagesCommand(Labs labs, Terminal terminal, Clock clock) {
    this.labs = labs;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure {
    List<RunRecord> records = Records.of(labs.workspace(), clock);
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
        .map(at -> "; cleaned away since, " + Times.local(at))
        .orElse(inPart);
  }

  private static String state(RunRecord it) {
    String took =
        it.finishedAt()
            .map(end -> ", took " + Durations.text(Duration.between(it.startedAt(), end)))
            .orElse("");
    String part = Records.isOfAPart(it) ? " in part (" + String.join(" ", it.command()) + ")" : "";
    return it.status().word()
        + part
        + " "
        + Times.local(it.startedAt())
        + took
        + ", record "
        + it.id();
  }
}
