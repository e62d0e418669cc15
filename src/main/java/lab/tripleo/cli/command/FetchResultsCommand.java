package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.results.Results;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.LogCollection;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "fetch-results",
    description =
        "Fetch logs and configuration of the hypervisor and the virtual machine tripleo into the record of a run.",
    footer = {
      "",
      "Secrets are masked and long files are cut to their last MiB; results/index.md lists the files.",
      "Files that are not texts, such as archives and databases, are not fetched.",
      "A failed stage does this by itself."
    })
public final class FetchResultsCommand implements Callable<Integer> {
  private final LabSession session;
  private final LogCollection logs;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run (default: the newest).")
  Optional<String> wanted = Optional.empty();

  public FetchResultsCommand(LabSession session, LogCollection logs, Terminal terminal) {
    this.session = session;
    this.logs = logs;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    String run = session.history().find(wanted).id();
    Results.Fetched fetched = logs.fetch(session.runs().folder(run).path(), true);
    logs.tell(fetched, terminal::print);
    return (fetched.files() == 0 ? ExitCode.UNREACHABLE : ExitCode.DONE).number();
  }
}
