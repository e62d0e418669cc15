package lab.tripleo.run;

import lab.tripleo.diagnostic.UserError;
import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.terminal.Terminal;

/** Creates the handle of a lab's sandbox. */
public final class Sandboxes {
  private final LabSession session;
  private final Commands commands;
  private final Terminal terminal;

  public Sandboxes(LabSession session, Commands commands, Terminal terminal) {
    this.session = session;
    this.commands = commands;
    this.terminal = terminal;
  }

  public Sandbox ofLab() throws UserError {
    return new Sandbox(
        commands,
        session.contact().labName(),
        session.folder(),
        CacheFolder.ofUser(),
        terminal::say);
  }
}
