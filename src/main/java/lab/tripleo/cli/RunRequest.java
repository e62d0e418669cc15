package lab.tripleo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be run, and how.
 *
 * @param passwordFile holds the root password for the first contact; {@code -} is standard input
 * @param fetchResults get logs and configuration of the hosts when a stage fails
 * @param yes go on without asking
 */
record RunRequest(
    List<Stage> stages,
    List<String> tags,
    Optional<String> startAt,
    Optional<Path> passwordFile,
    ProgressKind progress,
    boolean jsonl,
    boolean fetchResults,
    boolean yes) {

  RunRequest {
    stages = List.copyOf(stages);
    tags = List.copyOf(tags);
  }

  /** The command that it came from, without what concerns this time only. */
  List<String> words() {
    return Stream.concat(Stream.of("run"), stages.stream().map(Stage::word)).toList();
  }

  /** How a run shows that it goes on. */
  enum ProgressKind {
    /** Live on a terminal, else plain. */
    auto,
    live,
    plain,
    /** One JSON object a line on standard output, for other programs. */
    json,
    none
  }
}
