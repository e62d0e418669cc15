package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import lab.tripleo.run.StageRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description =
        "Run stages: prepare, tripleo-prepare, tripleo-install, nodes-prepare and nodes-register make the lab (all: the five);"
            + " clean removes it.",
    footer = {
      "",
      "Cleaning lists what it will remove, and asks. Without --purge, user stack and the packages"
          + " are kept.",
      "",
      "Exit codes: 0 done, 1 failed, 3 configuration, 4 unreachable, 5 locked, 130 interrupted."
    })
public final class RunCommand implements Callable<Integer> {
  private final StageRunner runner;

  @Parameters(
      arity = "1..*",
      paramLabel = "STAGE",
      completionCandidates = StageWords.class,
      description =
          "prepare, tripleo-prepare, tripleo-install, nodes-prepare, nodes-register, all, or clean.")
  List<String> stages;

  @Option(
      names = "--tags",
      split = ",",
      paramLabel = "TAG",
      description = "Run only the sections with these tags.")
  List<String> tags = List.of();

  @Option(
      names = "--resume",
      description =
          "Resume each stage at the section in which its last run failed or was interrupted; skip"
              + " finished stages. Starts over when anything has changed.")
  boolean resume;

  @Option(
      names = {"-c", "--clean"},
      description = "Clean first: remove everything that the lab made.")
  boolean clean;

  @Mixin CleanOptions cleaning;

  @Mixin RunOptions options;

  public RunCommand(StageRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    List<Stage> wanted =
        StageWords.parse(
            clean
                ? Stream.concat(stages.stream(), Stream.of(Stage.CLEAN.word())).toList()
                : stages);
    cleaning.check(wanted);
    if (resume && (!tags.isEmpty() || wanted.contains(Stage.CLEAN))) {
      throw new UserError(
          ExitCode.USAGE,
          "--resume cannot be combined with --tags or cleaning: it selects the sections itself",
          "leave out --tags, --clean and the stage clean");
    }
    return runner.run(options.request(wanted, tags, resume, cleaning)).number();
  }
}
