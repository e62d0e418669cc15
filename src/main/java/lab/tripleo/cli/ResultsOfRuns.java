package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;
import lab.tripleo.results.Results;
import lab.tripleo.results.Source;
import lab.tripleo.workspace.SshConfig;

/** Gets logs and configuration of the lab's hosts into the record of a run. */
final class ResultsOfRuns {
  private static final long MIB = 1024 * 1024;

  private final Labs labs;
  private final Commands commands;
  private final Shortcuts shortcuts;
  private final Terminal terminal;

  ResultsOfRuns(Labs labs, Commands commands, Shortcuts shortcuts, Terminal terminal) {
    this.labs = labs;
    this.commands = commands;
    this.shortcuts = shortcuts;
    this.terminal = terminal;
  }

  /** After a failure, which is not to be hidden by another one here. */
  void fetchAfterFailure(Path run, boolean withMachine) {
    try {
      tell(fetch(run, withMachine), terminal::say);
    } catch (IOException | ExpectedFailure e) {
      terminal.warn("logs and configuration could not be fetched: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      terminal.warn("logs and configuration were not fetched: interrupted");
    }
  }

  /**
   * Fetches.
   *
   * @param run the folder of its record
   * @param withMachine whether there may be a virtual machine yet
   */
  Results.Fetched fetch(Path run, boolean withMachine)
      throws IOException, ExpectedFailure, InterruptedException {
    List<Source> sources = new ArrayList<>();
    sources.add(source("hypervisor", Shortcuts.ROOT, "sh -s hypervisor"));
    if (withMachine) {
      sources.add(source("tripleo", SshConfig.TRIPLEO_STACK, "sudo -n sh -s tripleo"));
    }
    return new Results(commands, labs.redaction()).fetch(run, sources, terminal::say);
  }

  private Source source(String name, String host, String shell) throws ExpectedFailure {
    List<String> argv = shortcuts.ssh();
    argv.addAll(List.of("-o", "LogLevel=ERROR", "-o", "BatchMode=yes", host, "--", shell));
    return new Source(name, argv);
  }

  /** One line, and where nothing came from. */
  void tell(Results.Fetched fetched, Consumer<String> line) throws ExpectedFailure {
    Path shown = labs.folder().relativize(fetched.folder());
    line.accept(
        String.format(
            "Logs and configuration: %s (%d files, %.1f MiB; %s lists them)",
            shown, fetched.files(), (double) fetched.bytes() / MIB, Results.INDEX));
    fetched.unreached().forEach(it -> terminal.warn("nothing could be fetched from " + it));
  }
}
