package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.Change;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.LockChanges;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Write inventory/ and playbooks/ from configuration/.")
public final class GenerateCommand implements Callable<Integer> {
  private final LabSession labs;
  private final Terminal terminal;

  @ArgGroup Instead instead = new Instead();

  /** Other than writing what the lock file holds. */
  static final class Instead {
    @Option(
        names = "--check",
        description = "Write nothing; show what is stale as a diff and exit with 1 if anything is.")
    boolean check;

    @Option(
        names = "--update",
        description =
            "Take what the catalogue and this program have now in the place of what"
                + " tripleo-lab.lock holds, and tell what that changes.")
    boolean update;

    @Option(
        names = "--explain",
        paramLabel = "FILE[:LINE]",
        arity = "0..1",
        fallbackValue = "",
        description =
            "Write nothing; show which lines of the configuration decide which lines of the"
                + " generated files, of one of them, or what decides one line.")
    Optional<String> explain = Optional.empty();
  }

  public GenerateCommand(LabSession labs, Terminal terminal) {
    this.labs = labs;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    if (instead.explain.isPresent()) {
      return explain(instead.explain.get()).number();
    }
    Lab lab = instead.update ? labs.labWithoutPins() : labs.lab();
    List<GeneratedFile> files = new LabGenerator().generate(lab);
    GeneratedTree tree = new GeneratedTree(labs.folder());
    return (instead.check ? check(files, tree) : write(lab, files, tree)).number();
  }

  private ExitCode explain(String text) throws UserError {
    Lab lab = labs.lab();
    Explainer explainer = new Explainer(lab, terminal);
    Optional<Explainer.Place> place =
        text.isEmpty() ? Optional.empty() : Optional.of(explainer.place(text));
    terminal.say("Trying each line of the configuration with another value; this takes seconds.");
    List<LineEffect> effects = labs.lineEffects(lab);
    place.ifPresentOrElse(
        it -> explainer.explain(it, effects), () -> explainer.explainAll(effects));
    return ExitCode.DONE;
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

  private ExitCode write(Lab lab, List<GeneratedFile> files, GeneratedTree tree)
      throws IOException, UserError {
    List<String> lockChanges = LockChanges.between(labs.locked(), lab.inputs());
    List<Change> changes = tree.changes(files);
    tree.write(files);
    lockChanges.forEach(terminal::print);
    changes.forEach(it -> terminal.print(it.summary()));
    if (changes.stream().anyMatch(it -> it.path().equals(LabGenerator.LOCK))) {
      LockChanges.notResolved(lab.inputs()).ifPresent(terminal::say);
    }
    terminal.say(
        changes.isEmpty()
            ? "All " + files.size() + " generated files were current already."
            : "Read them before you trust them.");
    return ExitCode.DONE;
  }
}
