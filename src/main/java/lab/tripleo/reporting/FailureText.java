package lab.tripleo.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent.HostFinished;

/**
 * A failed task as lines for people: what failed where, its message, its output and its place.
 *
 * @param width of the screen in columns; longer lines of messages are wrapped
 */
public record FailureText(Theme theme, int width) {
  /** Lines of output that are shown; ansible.log has all. */
  private static final int MOST_LINES = 30;

  public static final String INDENT = "    ";

  public List<String> lines(RunState.Done failure) {
    List<String> lines = new ArrayList<>();
    lines.add(theme.bad(heading(failure.result())));
    failure
        .message()
        .lines()
        .flatMap(it -> LineWrap.wrap(it, width - INDENT.length()))
        .map(it -> (INDENT + it).stripTrailing())
        .forEach(lines::add);
    output(failure).map(it -> INDENT + it).forEach(lines::add);
    lines.add(theme.faint(INDENT + "Playbook: " + failure.place()));
    return lines;
  }

  private static String heading(HostFinished it) {
    return it.outcome() == Outcome.UNREACHABLE
        ? it.host() + " could not be reached at the task '" + it.taskName() + "'"
        : it.host() + ": " + it.taskName();
  }

  /** The message and the output as they are. */
  static Stream<String> details(RunState.Done failure) {
    return Stream.concat(failure.message().lines(), output(failure));
  }

  private static Stream<String> output(RunState.Done failure) {
    List<String> output = failure.output().lines().toList();
    int skipped = Math.max(0, output.size() - MOST_LINES);
    Stream<String> cut =
        skipped == 0
            ? Stream.of()
            : Stream.of("(" + skipped + " earlier lines are in ansible.log)");
    return Stream.concat(cut, output.stream().skip(skipped));
  }
}
