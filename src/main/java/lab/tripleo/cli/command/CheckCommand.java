package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.Stage;
import lab.tripleo.run.RunRequest;
import lab.tripleo.run.StageCheck;
import lab.tripleo.terminal.ProgressKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Show what a stage would change, without changing anything (Ansible's --check --diff).",
    footer = {
      "",
      "Each answer says how reliable it is: certain, or dependent on an earlier task that would"
          + " change something first, or dependent on the host. Where there is no answer, it says"
          + " what is missing.",
      "",
      "To reach the hypervisor it does what run does: it starts the sandbox, and at first contact"
          + " authorises the lab's key for root. Ansible also writes its temporary folder there.",
      "",
      "Exit codes: 0 no task would fail, whatever would change; 1 a task would fail; others as in"
          + " run."
    })
public final class CheckCommand implements Callable<Integer> {
  private final StageCheck stageCheck;

  @Parameters(
      paramLabel = "STAGE",
      completionCandidates = StageWords.class,
      description = "prepare, tripleo-prepare, tripleo-install, nodes-prepare or nodes-register.")
  String stage;

  @Mixin ContactOptions contact;

  @Option(
      names = "--yes",
      description = "Do not ask before missing programs are installed or a new host key is pinned.")
  boolean yes;

  public CheckCommand(StageCheck stageCheck) {
    this.stageCheck = stageCheck;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    List<Stage> wanted = StageWords.parse(List.of(stage));
    if (wanted.contains(Stage.CLEAN)) {
      throw new UserError(
          ExitCode.USAGE,
          "clean cannot be checked: its plan lists what it would remove",
          "`tripleo-lab clean --plan`");
    }
    if (wanted.size() > 1) {
      throw new UserError(
          ExitCode.USAGE,
          "only one stage can be checked: its answers depend on the stages before it",
          "`tripleo-lab check prepare`");
    }
    return stageCheck.check(request(wanted)).number();
  }

  private RunRequest request(List<Stage> wanted) throws UserError {
    return new RunRequest(
        wanted,
        RunKind.CHECK,
        List.of(),
        false,
        false,
        contact.access(),
        ProgressKind.plain,
        false,
        yes);
  }
}
