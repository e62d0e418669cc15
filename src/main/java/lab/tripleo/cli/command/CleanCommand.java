package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.Stage;
import lab.tripleo.run.StageRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "clean",
    description =
        "Take away everything that the lab made on the hypervisor; the same as `run clean`.",
    footer = {
      "",
      "What is the lab's is known by its marks; everything else on the machine stays as it is.",
      "It says first what it removes, and asks. User stack and packages stay without --purge."
    })
public final class CleanCommand implements Callable<Integer> {
  private final StageRunner runs;

  @Mixin CleanOptions cleaning;

  @Mixin RunOptions options;

  public CleanCommand(StageRunner runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    return runs.run(
            options.request(List.of(Stage.CLEAN), List.of(), Optional.empty(), false, cleaning))
        .number();
  }
}
