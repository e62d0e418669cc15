package lab.tripleo.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Durations;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.RunHistory;
import lab.tripleo.terminal.LocalTime;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;

@Command(
    name = "stages",
    description =
        "List the stages: what each does, and how, when and in what time its last run ended.")
public final class StagesCommand implements Callable<Integer> {
  private final LabSession session;
  private final Terminal terminal;

  public StagesCommand(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    RunHistory history = session.history();
    for (Stage stage : Stage.values()) {
      Optional<RunRecord> last = history.last(stage);
      terminal.print(terminal.theme().strong(stage.word()) + "  " + stage.purpose());
      terminal.print("  " + last.map(it -> state(it) + cleaned(it, history)).orElse("never run"));
    }
    return ExitCode.DONE.number();
  }

  private static String cleaned(RunRecord last, RunHistory history) {
    String inPart =
        history.partlyCleanedSince(last) ? "; a cleaning since then did not finish" : "";
    return history
        .cleanedSince(last)
        .map(at -> "; cleaned since, " + LocalTime.local(at))
        .orElse(inPart);
  }

  private static String state(RunRecord it) {
    String took =
        it.finishedAt()
            .map(end -> ", took " + Durations.text(Duration.between(it.startedAt(), end)))
            .orElse("");
    String part =
        it.target().isWhole() ? "" : " in part (" + String.join(" ", it.start().command()) + ")";
    return it.status().word()
        + part
        + " "
        + LocalTime.local(it.startedAt())
        + took
        + ", record "
        + it.id();
  }
}
