package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.Durations;
import lab.tripleo.reporting.RunSummary;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.RunHistory;
import lab.tripleo.terminal.LocalTime;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunRecord;
import picocli.CommandLine.Command;

@Command(
    name = "stages",
    description =
        "List the stages: what each does, how and when its last run ended, and how long the last"
            + " whole runs took.")
public final class StagesCommand implements Callable<Integer> {
  /** How many whole runs that succeeded are compared. */
  private static final int TREND = 4;

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
      trend(history.wholeRuns(stage).limit(TREND).toList()).ifPresent(terminal::print);
    }
    return ExitCode.DONE.number();
  }

  /**
   * {@code durations: last 13 s; before 14 s, 52 s (changed: 48)}.
   *
   * @return absent when there are fewer than two runs to compare
   */
  private static Optional<String> trend(List<RunRecord> runs) {
    if (runs.size() < 2) {
      return Optional.empty();
    }
    String before =
        runs.stream().skip(1).map(StagesCommand::duration).collect(Collectors.joining(", "));
    return Optional.of("  durations: last " + duration(runs.get(0)) + "; before " + before);
  }

  private static String duration(RunRecord it) {
    int changed = RunSummary.changed(it.hosts());
    return it.took().map(Durations::text).orElse("unknown")
        + (changed > 0 ? " (changed: " + changed + ")" : "");
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
    String took = it.took().map(time -> ", took " + Durations.text(time)).orElse("");
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
