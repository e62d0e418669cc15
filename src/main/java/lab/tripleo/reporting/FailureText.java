package lab.tripleo.reporting;

import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.event.RunEvent.HostFinished;

/** The message and the output of a failed task, as lines for people. */
final class FailureText {
  /** Lines of output that are shown; ansible.log has all. */
  private static final int MOST_LINES = 30;

  private FailureText() {}

  static Stream<String> details(HostFinished event) {
    List<String> message = event.message().lines().toList();
    List<String> output =
        event.output().equals(event.message()) ? List.of() : event.output().lines().toList();
    int skipped = Math.max(0, output.size() - MOST_LINES);
    Stream<String> cut =
        skipped == 0
            ? Stream.of()
            : Stream.of("(" + skipped + " earlier lines are in ansible.log)");
    return Stream.of(message.stream(), cut, output.stream().skip(skipped))
        .flatMap(it -> it)
        .map(line -> "      " + line);
  }
}
