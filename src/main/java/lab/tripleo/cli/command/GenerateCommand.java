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
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.run.GenerationStamp;
import lab.tripleo.run.LabSession;
import lab.tripleo.run.LockFileChanges;
import lab.tripleo.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Write inventory/ and playbooks/ from configuration/.")
public final class GenerateCommand implements Callable<Integer> {
  private final LabSession session;
  private final Terminal terminal;

  @ArgGroup Instead instead = new Instead();

  /** The alternatives to writing the files from the pins; at most one of them. */
  static final class Instead {
    @Option(
        names = "--check",
        description =
            "Write nothing; show outdated files as a diff, and exit with 1 if there are any.")
    boolean check;

    @Option(
        names = "--update",
        description =
            "Replace the pins in tripleo-lab.lock by the current values of the catalogue and this"
                + " program, and show what that changes.")
    boolean update;

    @Option(
        names = "--explain",
        paramLabel = "FILE[:LINE]",
        arity = "0..1",
        fallbackValue = "",
        description =
            "Write nothing; show which lines of the configuration determine the generated files,"
                + " one FILE, or one LINE.")
    Optional<String> explain = Optional.empty();
  }

  public GenerateCommand(LabSession session, Terminal terminal) {
    this.session = session;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError {
    if (instead.explain.isPresent()) {
      return explain(instead.explain.get()).number();
    }
    GenerationStamp stamp = new GenerationStamp(session);
    if (!instead.check && !instead.update) {
      Optional<Integer> known = stamp.upToDate();
      if (known.isPresent()) {
        return upToDate(known.get()).number();
      }
    }
    Lab lab = instead.update ? session.labWithoutPins() : session.lab();
    List<GeneratedFile> files = new LabGenerator().generate(lab).files();
    GeneratedTree tree = new GeneratedTree(session.folder());
    return (instead.check ? check(files, tree) : write(lab, files, tree, stamp)).number();
  }

  private ExitCode explain(String text) throws UserError {
    Lab lab = session.lab();
    Explainer explainer = new Explainer(lab, terminal);
    Optional<GeneratedLab.Place> place =
        text.isEmpty() ? Optional.empty() : Optional.of(explainer.place(text));
    terminal.say(
        "Trying each line of the configuration with another value; this takes some seconds.");
    List<LineEffect> effects = session.lineEffects(lab);
    place.ifPresentOrElse(
        it -> explainer.explain(it, effects), () -> explainer.explainAll(effects));
    return ExitCode.DONE;
  }

  private ExitCode check(List<GeneratedFile> files, GeneratedTree tree) throws IOException {
    List<GeneratedFile> stale = tree.stale(files);
    List<Path> leftOver = tree.leftOver(files);
    if (stale.isEmpty() && leftOver.isEmpty()) {
      terminal.say("All " + files.size() + " generated files are up to date.");
      return ExitCode.DONE;
    }
    terminal.out().print(tree.diff(files));
    terminal.say(
        stale.size()
            + " of "
            + files.size()
            + " generated files are outdated"
            + (leftOver.isEmpty() ? "" : ", " + leftOver.size() + " no longer needed")
            + "; `tripleo-lab generate` updates them.");
    return ExitCode.RUN_FAILED;
  }

  private ExitCode write(
      Lab lab, List<GeneratedFile> files, GeneratedTree tree, GenerationStamp stamp)
      throws IOException, UserError {
    List<String> lockChanges = LockFileChanges.between(session.locked(), lab.inputs());
    List<Change> changes = tree.changes(files);
    lockChanges.forEach(terminal::print);
    if (changes.isEmpty()) {
      if (!instead.update && lockChanges.isEmpty()) {
        stamp.keep(files.size(), tree);
      }
      return upToDate(files.size());
    }
    tree.write(files);
    changes.forEach(it -> terminal.print(it.summary()));
    if (changes.stream().anyMatch(it -> it.path().equals(LockedInputs.FILE))) {
      LockFileChanges.notResolved(lab.inputs()).ifPresent(terminal::say);
    }
    terminal.say("Review the changed files before you run them.");
    return ExitCode.DONE;
  }

  private ExitCode upToDate(int files) {
    terminal.say("All " + files + " generated files are up to date; nothing was written.");
    return ExitCode.DONE;
  }
}
