package lab.tripleo.cli.command;

import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.RunRequest;
import lab.tripleo.run.Stage;
import lab.tripleo.terminal.ProgressKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that run stages take. */
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
          "Do not fetch logs and configuration of the hosts into the record when a stage fails.")
  boolean noFetchResults;

  @Option(
      names = "--yes",
      description =
          "Install what is missing, pin a new host's key, and remove what cleaning removes, without asking.")
  boolean yes;

  RunRequest request(
      List<Stage> stages,
      List<String> tags,
      Optional<String> startAt,
      boolean resume,
      CleanOptions cleaning)
      throws UserError {
    return new RunRequest(
        stages,
        false,
        tags,
        startAt,
        resume,
        contact.passwordFile(),
        progress,
        cleaning.plan,
        cleaning.purge,
        !noFetchResults,
        contact.forcePlatform,
        yes);
  }
}
