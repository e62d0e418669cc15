package lab.tripleo.run;

import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.Outcome;
import lab.tripleo.execution.Verdict;
import lab.tripleo.generation.GeneratedLab.Place;
import lab.tripleo.reporting.FailureText;
import lab.tripleo.reporting.RunState;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Terminal;

/** Prints how a run failed or was interrupted: the only place where the user reads it. */
record FailureReport(LabSession session, Terminal terminal) {
  /**
   * Prints it to standard error.
   *
   * @param next what the user can do next
   */
  void print(PlaybookExecution.Ended ended, Ready ready, String next) throws UserError {
    boolean isTask =
        ended.verdict() instanceof Verdict.Failed && !ended.state().failures().isEmpty();
    headline(ended, isTask ? "" : ended.verdict().explanation());
    if (isTask) {
      for (RunState.Done failure : ended.state().failures()) {
        line("");
        new FailureText(terminal.theme(), terminal.errorWidth()).lines(failure).forEach(this::line);
        printConfigurationLines(failure, ready);
      }
      line("");
    }
    line("Record: " + session.shown(ended.folder().path()) + " (ansible.log is the full log)");
    line(next);
  }

  private void headline(PlaybookExecution.Ended ended, String explanation) {
    String how = ended.exitCode() == ExitCode.INTERRUPTED ? " interrupted" : " failed";
    String first = explanation.lines().findFirst().orElse("");
    line(
        (terminal.theme().bad(ended.title() + how) + " after " + ended.took() + ". " + first)
            .stripTrailing());
    if (ended.verdict() instanceof Verdict.CouldNotStart it) {
      it.stderrTail().stream().filter(line -> !first.endsWith(line)).forEach(this::line);
    }
  }

  /** A host that cannot be reached fails whatever task is next, for no fault of its lines. */
  private void printConfigurationLines(RunState.Done failure, Ready ready) throws UserError {
    Optional<Place> place = ready.generated().place(failure.place()).filter(it -> it.line() > 0);
    if (place.isEmpty() || failure.result().outcome() == Outcome.UNREACHABLE) {
      return;
    }
    ConfigurationTrace.behindTask(place.get(), session.lineEffects(ready.lab()))
        .forEach(it -> line(terminal.theme().faint(FailureText.INDENT + "Configuration: " + it)));
  }

  private void line(String text) {
    terminal.err().println(text);
  }
}
