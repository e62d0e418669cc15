package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.process.LoginShell;
import lab.tripleo.results.Results;
import lab.tripleo.results.Source;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.SshConfig;

/** Fetches logs and configuration of the lab's hosts into the record of a run. */
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

  /**
   * Fetches after a failed run; an error here is only a warning, so that it does not hide the
   * failure.
   */
  void fetchAfterFailure(Path run, boolean withMachine) {
    try {
      tell(fetch(run, withMachine), terminal::say);
    } catch (IOException | UserError e) {
      terminal.warn("cannot fetch logs and configuration: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      terminal.warn("logs and configuration were not fetched: interrupted");
    }
  }

  /**
   * Fetches from the hypervisor and the virtual machine.
   *
   * @param run the folder of the run's record
   * @param withMachine whether the virtual machine tripleo may exist
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
    String line = LoginShell.markedLine("exec " + shell);
    argv.addAll(List.of("-o", "LogLevel=ERROR", "-o", "BatchMode=yes", host, "--", line));
    return new Source(name, argv);
  }

  /** Prints where the files are, and warns of hosts that could not be reached. */
  public void tell(Results.Fetched fetched, Consumer<String> line) throws UserError {
    Path shown = session.shown(fetched.folder());
    line.accept(
        String.format(
            "Logs and configuration: %s (%d files, %.1f MiB; %s lists them)",
            shown, fetched.files(), (double) fetched.bytes() / MIB, Results.INDEX));
    fetched.unreached().forEach(it -> terminal.warn("cannot fetch anything from " + it));
  }
}
