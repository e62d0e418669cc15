package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.RunRequest;
import lab.tripleo.run.Stage;
import lab.tripleo.run.StageCheck;
import lab.tripleo.terminal.ProgressKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Ask the hosts what a stage would change, and change nothing: Ansible's --check --diff.",
    footer = {
      "",
      "Each answer says how far it is to be trusted: it is certain, or depends on an earlier task that"
          + " would change something first, or on the host. What cannot be told says what it waits for.",
      "",
      "To get to the hypervisor it does what run does: it starts the sandbox, and at first contact"
          + " authorises the lab's key for root there. Besides, Ansible has its temporary folder there.",
      "",
      "Exit codes: 0 went through, whatever would change; 1 a task would fail; else as of run."
    })
public final class CheckCommand implements Callable<Integer> {
  private final StageCheck checks;

  @Parameters(
      paramLabel = "STAGE",
      completionCandidates = Stage.Words.class,
      description = "prepare, tripleo-prepare or tripleo-install.")
  String stage;

  @Mixin ContactOptions contact;

  @Option(
      names = "--yes",
      description = "Install what is missing here and pin a new host's key without asking.")
  boolean yes;

  public CheckCommand(StageCheck checks) {
    this.checks = checks;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    List<Stage> wanted = Stage.of(List.of(stage));
    if (wanted.contains(Stage.CLEAN)) {
      throw new UserError(
          ExitCode.USAGE,
          "clean has a plan of its own, which says more than a check could",
          "`tripleo-lab clean --plan`",
          null);
    }
    if (wanted.size() > 1) {
      throw new UserError(
          ExitCode.USAGE,
          "one stage is checked at a time: what a stage would find depends on those before it",
          "`tripleo-lab check prepare`",
          null);
    }
    return checks.check(request(wanted)).number();
  }

  private RunRequest request(List<Stage> wanted) throws UserError {
    return new RunRequest(
        wanted,
        true,
        List.of(),
        Optional.empty(),
        false,
        contact.passwordFile(),
        ProgressKind.plain,
        false,
        false,
        false,
        contact.forcePlatform,
        yes);
  }
}
