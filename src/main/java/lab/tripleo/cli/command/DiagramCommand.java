package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.diagram.TopologyDiagram;
import lab.tripleo.run.LabSession;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "diagram",
    description = "Draw the lab's interfaces, bridges, networks and virtual machines as SVG.")
public final class DiagramCommand implements Callable<Integer> {
  private final LabSession session;
  private final Terminal terminal;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  Optional<Path> output = Optional.empty();

  public DiagramCommand(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    String svg = TopologyDiagram.of(session.lab());
    if (output.isEmpty()) {
      terminal.out().print(svg);
    } else {
      Files.writeString(output.get(), svg);
      terminal.say("Wrote " + output.get() + ".");
    }
    return ExitCode.DONE.number();
  }
}
