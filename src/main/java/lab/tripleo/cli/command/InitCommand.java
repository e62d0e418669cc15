package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Create a lab folder with the shipped configuration.")
public final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder to create; if it exists, it must be empty.")
  Path folder;

  public InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    new ShippedFiles().copyTo(folder);
    terminal.say("Created the lab folder " + folder + ".");
    terminal.say(
        "Next: review "
            + folder.resolve("configuration/environment")
            + ", then `tripleo-lab -C "
            + folder
            + " run prepare`.");
    return ExitCode.DONE.number();
  }
}
