package lab.tripleo.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.results.Results;
import lab.tripleo.workspace.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "fetch-results",
    description =
        "Fetch logs and configuration of the hypervisor and the machine tripleo into the record of a run.",
    footer = {
      "",
      "Secrets are taken out, long files cut to their last MiB; results/index.md lists them.",
      "A stage that fails does it by itself."
    })
final class FetchResultsCommand implements Callable<Integer> {
  private final Labs labs;
  private final ResultsOfRuns results;
  private final Clock clock;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run (default: the newest).")
  Optional<String> wanted = Optional.empty();

  FetchResultsCommand(Labs labs, ResultsOfRuns results, Clock clock, Terminal terminal) {
    this.labs = labs;
    this.results = results;
    this.clock = clock;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure, InterruptedException {
    Runs runs = new Runs(labs.workspace(), clock);
    String run = Records.find(labs.workspace(), clock, wanted).id();
    Results.Fetched fetched = results.fetch(runs.folder(run).path(), true);
    results.tell(fetched, terminal::print);
    return (fetched.files() == 0 ? ExitCode.UNREACHABLE : ExitCode.DONE).number();
  }
}
