package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;
import lab.tripleo.run.StageRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "clean",
    description = "Remove everything that the lab made on the hypervisor; the same as `run clean`.",
    footer = {
      "",
      "Only objects with the lab's mark are removed; everything else on the machine is kept.",
      "It lists what it will remove, and asks. Without --purge, user stack and the packages are"
          + " kept."
    })
public final class CleanCommand implements Callable<Integer> {
  private final StageRunner runner;

  @Mixin CleanOptions cleaning;

  @Mixin RunOptions options;

  public CleanCommand(StageRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    return runner.run(options.request(List.of(Stage.CLEAN), List.of(), false, cleaning)).number();
  }
}
