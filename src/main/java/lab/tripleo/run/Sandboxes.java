package lab.tripleo.run;

import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.terminal.Terminal;

/** The sandbox of the lab that the options name. */
public final class Sandboxes {
  private final LabSession labs;
  private final Commands commands;
  private final Terminal terminal;

  public Sandboxes(LabSession labs, Commands commands, Terminal terminal) {
    this.labs = labs;
    this.commands = commands;
    this.terminal = terminal;
  }

  public Sandbox ofLab() throws UserError {
    return new Sandbox(
        commands, labs.contact().labName(), labs.folder(), CacheFolder.ofUser(), terminal::say);
  }
}
