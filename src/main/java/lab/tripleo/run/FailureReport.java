package lab.tripleo.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.Outcome;
import lab.tripleo.execution.Verdict;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.Lab;
import lab.tripleo.reporting.FailureText;
import lab.tripleo.reporting.RunState;
import lab.tripleo.run.RunSession.Ready;
import lab.tripleo.terminal.Terminal;

/** Prints how a run failed or was interrupted: the only place where the user reads it. */
record FailureReport(LabSession session, Terminal terminal) {
  private static final Pattern PLACE = Pattern.compile("(.+):([1-9][0-9]{0,8})");

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
        configuration(failure, ready);
      }
      line("");
    }
    line(
        "Record: "
            + session.folder().relativize(ended.folder().path())
            + " (ansible.log is the full log)");
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
  private void configuration(RunState.Done failure, Ready ready) throws UserError {
    if (failure.result().outcome() != Outcome.UNREACHABLE) {
      linesBehind(failure.place(), ready.generated(), ready.lab())
          .forEach(it -> line(terminal.theme().faint(FailureText.INDENT + "Configuration: " + it)));
    }
  }

  private List<LineEffect> linesBehind(String place, GeneratedLab generated, Lab lab)
      throws UserError {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      return List.of();
    }
    int line = Integer.parseInt(parts.group(2));
    Optional<GeneratedFile> playbook =
        generated.files().stream()
            .filter(it -> it.path().toString().equals(parts.group(1)))
            .filter(it -> line <= it.content().lines().count())
            .findFirst();
    return playbook.isEmpty()
        ? List.of()
        : ConfigurationTrace.behindTask(playbook.get(), line, session.lineEffects(lab));
  }

  private void line(String text) {
    terminal.err().println(text);
  }
}
