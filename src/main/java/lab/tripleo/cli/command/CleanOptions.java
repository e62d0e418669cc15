package lab.tripleo.cli.command;

import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.Stage;
import picocli.CommandLine.Option;

/** How cleaning cleans. */
final class CleanOptions {
  @Option(names = "--plan", description = "Of clean, only say what it would remove.")
  boolean plan;

  @Option(
      names = "--purge",
      description =
          "With clean, remove user stack with its home, VirtualBMC's programs and the packages that came with the lab too.")
  boolean purge;

  /** They mean nothing to the other stages. */
  void check(List<Stage> stages) throws UserError {
    if ((plan || purge) && !stages.contains(Stage.CLEAN)) {
      throw new UserError(
          ExitCode.USAGE,
          (plan ? "--plan" : "--purge") + " is for cleaning only",
          "add the stage clean, or --clean",
          null);
    }
    if (plan && stages.size() > 1) {
      throw new UserError(
          ExitCode.USAGE,
          "--plan runs nothing: no stage can follow it",
          "`tripleo-lab clean --plan`",
          null);
    }
  }
}
