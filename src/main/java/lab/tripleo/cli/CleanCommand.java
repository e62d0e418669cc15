package lab.tripleo.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
final class CleanCommand implements Callable<Integer> {
  private final StageRuns runs;

  @Mixin CleanOptions cleaning;

  @Mixin RunOptions options;

  CleanCommand(StageRuns runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure, InterruptedException {
    return runs.run(
            options.request(List.of(Stage.CLEAN), List.of(), Optional.empty(), false, cleaning))
        .number();
  }
}
