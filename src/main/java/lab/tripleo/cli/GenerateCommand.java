package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Write inventory/ and playbooks/ from configuration/.")
final class GenerateCommand implements Callable<Integer> {
  private final Labs labs;
  private final Terminal terminal;

  @Option(
      names = "--check",
      description = "Write nothing; show what is stale as a diff and exit with 1 if anything is.")
  boolean check;

  GenerateCommand(Labs labs, Terminal terminal) {
    this.labs = labs;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, ExpectedFailure {
    List<GeneratedFile> files = new LabGenerator().generate(labs.lab());
    GeneratedTree tree = new GeneratedTree(labs.folder());
    return (check ? check(files, tree) : write(files, tree)).number();
  }

  private ExitCode check(List<GeneratedFile> files, GeneratedTree tree) throws IOException {
    List<GeneratedFile> stale = tree.stale(files);
    List<Path> leftOver = tree.leftOver(files);
    if (stale.isEmpty() && leftOver.isEmpty()) {
      terminal.say("All " + files.size() + " generated files are current.");
      return ExitCode.DONE;
    }
    terminal.out().print(tree.diff(files));
    terminal.say(
        stale.size()
            + " of "
            + files.size()
            + " generated files are stale"
            + (leftOver.isEmpty() ? "" : " and " + leftOver.size() + " left over")
            + "; `tripleo-lab generate` writes them.");
    return ExitCode.RUN_FAILED;
  }

  private ExitCode write(List<GeneratedFile> files, GeneratedTree tree) throws IOException {
    List<Path> leftOver = tree.leftOver(files);
    List<GeneratedFile> written = tree.write(files);
    written.forEach(file -> terminal.print("wrote " + file.path()));
    leftOver.forEach(path -> terminal.print("removed " + path));
    terminal.say(
        written.isEmpty() && leftOver.isEmpty()
            ? "All " + files.size() + " generated files were current already."
            : "Read them before you trust them.");
    return ExitCode.DONE;
  }
}
