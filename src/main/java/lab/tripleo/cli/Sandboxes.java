package lab.tripleo.cli;

import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;

/** The sandbox of the lab that the options name. */
final class Sandboxes {
  private final Labs labs;
  private final Commands commands;
  private final Terminal terminal;

  Sandboxes(Labs labs, Commands commands, Terminal terminal) {
    this.labs = labs;
    this.commands = commands;
    this.terminal = terminal;
  }

  Sandbox ofLab() throws ExpectedFailure {
    return new Sandbox(
        commands, labs.contact().labName(), labs.folder(), CacheFolder.ofUser(), terminal::say);
  }
}
