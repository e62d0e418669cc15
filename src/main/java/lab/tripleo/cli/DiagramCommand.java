package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagram.TopologyDiagram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "diagram",
    description = "Draw the lab's interfaces, bridges, networks and machines, as SVG.")
final class DiagramCommand implements Callable<Integer> {
  private final Labs labs;
  private final Terminal terminal;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it (default: standard output).")
  Optional<Path> output = Optional.empty();

  DiagramCommand(Labs labs, Terminal terminal) {
    this.labs = labs;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure {
    String svg = TopologyDiagram.of(labs.lab());
    if (output.isEmpty()) {
      terminal.out().print(svg);
    } else {
      Files.writeString(output.get(), svg);
      terminal.say("Wrote " + output.get() + ".");
    }
    return ExitCode.DONE.number();
  }
}
