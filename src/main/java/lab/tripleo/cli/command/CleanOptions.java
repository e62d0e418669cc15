package lab.tripleo.cli.command;

import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import picocli.CommandLine.Option;

/** The options of cleaning. */
final class CleanOptions {
  @Option(names = "--plan", description = "With clean, only list what it would remove.")
  boolean plan;

  @Option(
      names = "--purge",
      description =
          "With clean, also remove user stack with its home, the VirtualBMC programs and the"
              + " packages that the lab installed.")
  boolean purge;

  /** Throws wrong usage where the stages cannot be run with these options. */
  void check(List<Stage> stages) throws UserError {
    if ((plan || purge) && !stages.contains(Stage.CLEAN)) {
      throw new UserError(
          ExitCode.USAGE,
          (plan ? "--plan" : "--purge") + " needs the stage clean",
          "add the stage clean, or --clean");
    }
    if (plan && stages.size() > 1) {
      throw new UserError(
          ExitCode.USAGE,
          "--plan only lists: it cannot be combined with other stages",
          "`tripleo-lab clean --plan`");
    }
  }
}
