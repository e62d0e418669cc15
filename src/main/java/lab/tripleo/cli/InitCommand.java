package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Make a new lab folder with the shipped configuration.")
final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder to make; one that exists must be empty.")
  Path folder;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure {
    new ShippedFiles().copyTo(folder);
    terminal.say("Made the lab folder " + folder + ".");
    terminal.say(
        "Next: look at "
            + folder.resolve("configuration/environment")
            + ", then `tripleo-lab -C "
            + folder
            + " run prepare`.");
    return ExitCode.DONE.number();
  }
}
