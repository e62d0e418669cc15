package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.Stage;
import lab.tripleo.run.StageRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description =
        "Run stages of the lab: prepare, tripleo-prepare, tripleo-install, or all; or clean.",
    footer = {
      "",
      "Cleaning says first what it removes, and asks; the stack user and packages stay without --purge.",
      "",
      "Exit codes: 0 done, 1 failed, 3 configuration, 4 unreachable, 5 locked, 130 interrupted."
    })
public final class RunCommand implements Callable<Integer> {
  private final StageRunner runs;

  @Parameters(
      arity = "1..*",
      paramLabel = "STAGE",
      completionCandidates = Stage.Words.class,
      description = "prepare, tripleo-prepare, tripleo-install, all, or clean.")
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
      names = "--resume",
      description =
          "Go on at the section in which a stage's last run failed or was interrupted; leave out stages that are done. From the beginning where anything has changed.")
  boolean resume;

  @Option(
      names = {"-c", "--clean"},
      description = "Clean first: take away everything that the lab made.")
  boolean clean;

  @Mixin CleanOptions cleaning;

  @Mixin RunOptions options;

  public RunCommand(StageRunner runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    List<Stage> wanted =
        Stage.of(
            clean
                ? Stream.concat(stages.stream(), Stream.of(Stage.CLEAN.word())).toList()
                : stages);
    cleaning.check(wanted);
    if (resume && (!tags.isEmpty() || startAt.isPresent() || wanted.contains(Stage.CLEAN))) {
      throw new UserError(
          ExitCode.USAGE,
          "--resume finds out itself where to go on",
          "leave out --tags, --start-at and --clean",
          null);
    }
    return runs.run(options.request(wanted, tags, startAt, resume, cleaning)).number();
  }
}
