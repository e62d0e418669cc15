package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Run stages of the lab: prepare, tripleo-prepare, tripleo-install, or all.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 3 configuration, 4 unreachable, 5 locked, 130 interrupted."
    })
final class RunCommand implements Callable<Integer> {
  private final StageRuns runs;

  @Parameters(
      arity = "1..*",
      paramLabel = "STAGE",
      description = "prepare, tripleo-prepare, tripleo-install, or all.")
  List<String> stages;

  @Option(
      names = "--tags",
      split = ",",
      paramLabel = "TAG",
      description = "Only the sections with these tags.")
  List<String> tags = List.of();

  @Option(
      names = "--start-at",
      paramLabel = "TASK",
      description = "Begin at the task of this name.")
  Optional<String> startAt = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the hypervisor's root password from FILE (- is standard input) instead of asking.")
  Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES} (default: auto: live on a terminal, else plain).")
  RunRequest.ProgressKind progress = RunRequest.ProgressKind.auto;

  @Option(
      names = "--events",
      paramLabel = "SOURCE",
      defaultValue = "callback",
      description =
          "Where events come from: callback (ours), or jsonl (ansible.posix.jsonl, a fallback that knows less).")
  EventSource events = EventSource.callback;

  @Option(
      names = "--no-fetch-results",
      description =
          "Do not fetch logs and configuration of the hosts into the record when a stage fails.")
  boolean noFetchResults;

  @Option(
      names = "--yes",
      description = "Install what is missing, and pin a new host's key, without asking.")
  boolean yes;

  /** Where events come from. */
  enum EventSource {
    callback,
    jsonl
  }

  RunCommand(StageRuns runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure, InterruptedException {
    boolean jsonl = events == EventSource.jsonl;
    RunRequest request =
        new RunRequest(
            Stage.of(stages), tags, startAt, passwordFile, progress, jsonl, !noFetchResults, yes);
    return runs.run(request).number();
  }
}
