package lab.tripleo.cli.command;

import java.util.List;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.Stage;
import lab.tripleo.run.RunRequest;
import lab.tripleo.terminal.ProgressKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that run stages. */
final class RunOptions {
  @Mixin ContactOptions contact;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES} (default: auto: live on a terminal, else plain).")
  ProgressKind progress = ProgressKind.auto;

  @Option(
      names = "--no-fetch-results",
      description =
          "When a stage fails, do not fetch logs and configuration of the hosts into the record.")
  boolean noFetchResults;

  @Option(
      names = "--yes",
      description =
          "Do not ask before missing programs are installed, a new host key is pinned, or a lab is"
              + " removed.")
  boolean yes;

  RunRequest request(List<Stage> stages, List<String> tags, boolean resume, CleanOptions cleaning)
      throws UserError {
    return new RunRequest(
        stages,
        cleaning.plan ? RunKind.PLAN : RunKind.RUN,
        tags,
        resume,
        cleaning.purge,
        contact.access(),
        progress,
        !noFetchResults,
        yes);
  }
}
