package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.results.Results;
import lab.tripleo.results.Source;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.SshConfig;

/** Gets logs and configuration of the lab's hosts into the record of a run. */
public final class LogCollection {
  private static final long MIB = 1024 * 1024;

  private final LabSession session;
  private final Commands commands;
  private final HostCommands hostCommands;
  private final Terminal terminal;

  public LogCollection(
      LabSession session, Commands commands, HostCommands hostCommands, Terminal terminal) {
    this.session = session;
    this.commands = commands;
    this.hostCommands = hostCommands;
    this.terminal = terminal;
  }

  /** After a failure, which is not to be hidden by another one here. */
  void fetchAfterFailure(Path run, boolean withMachine) {
    try {
      tell(fetch(run, withMachine), terminal::say);
    } catch (IOException | UserError e) {
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
  public Results.Fetched fetch(Path run, boolean withMachine)
      throws IOException, UserError, InterruptedException {
    List<Source> sources = new ArrayList<>();
    sources.add(source("hypervisor", HostCommands.ROOT, "sh -s hypervisor"));
    if (withMachine) {
      sources.add(source("tripleo", SshConfig.TRIPLEO_STACK, "sudo -n sh -s tripleo"));
    }
    return new Results(commands, session.redaction()).fetch(run, sources, terminal::say);
  }

  private Source source(String name, String host, String shell) throws UserError {
    List<String> argv = hostCommands.ssh();
    argv.addAll(List.of("-o", "LogLevel=ERROR", "-o", "BatchMode=yes", host, "--", shell));
    return new Source(name, argv);
  }

  /** One line, and where nothing came from. */
  public void tell(Results.Fetched fetched, Consumer<String> line) throws UserError {
    Path shown = session.folder().relativize(fetched.folder());
    line.accept(
        String.format(
            "Logs and configuration: %s (%d files, %.1f MiB; %s lists them)",
            shown, fetched.files(), (double) fetched.bytes() / MIB, Results.INDEX));
    fetched.unreached().forEach(it -> terminal.warn("nothing could be fetched from " + it));
  }
}
