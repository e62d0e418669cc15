package lab.tripleo.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.Explanation;
import lab.tripleo.generation.Explanation.Passage;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.terminal.Terminal;

/** Tells which line of the configuration decides which line of the generated files. */
final class Explainer {
  private static final Pattern PLACE = Pattern.compile("(.+?)(?::([1-9][0-9]{0,5}))?");

  private final LabGenerator generator = new LabGenerator();
  private final List<GeneratedFile> files;
  private final Terminal terminal;

  /**
   * A generated file, or a line of it.
   *
   * @param line from 1; 0 when the file is meant
   */
  record Place(GeneratedFile file, int line) {}

  Explainer(Lab lab, Terminal terminal) {
    this.files = generator.generate(lab);
    this.terminal = terminal;
  }

  /** Prints all lines that something decides. */
  void explainAll(List<LineEffect> effects) {
    Explanation<LineEffect> explanation = explanation(effects);
    files.forEach(it -> print(it, explanation.passages(it)));
  }

  /**
   * Prints those of one file, or one line.
   *
   * @param place as {@link #place} gives it
   */
  void explain(Place place, List<LineEffect> effects) {
    List<Passage<LineEffect>> passages = explanation(effects).passages(place.file());
    if (place.line() == 0) {
      print(place.file(), passages);
      return;
    }
    for (Passage<LineEffect> passage : passages) {
      if (passage.first() <= place.line() && place.line() <= passage.last()) {
        explain(place.line(), passage);
      }
    }
  }

  private void explain(int line, Passage<LineEffect> passage) {
    print(line, passage.lines().get(line - passage.first()));
    passage.causes().forEach(this::print);
    if (passage.causes().isEmpty()) {
      terminal.say("No line of the configuration decides this one by itself.");
    }
  }

  /**
   * What the user names.
   *
   * @param text {@code FILE} or {@code FILE:LINE}
   */
  Place place(String text) throws UserError {
    Matcher parts = PLACE.matcher(text);
    if (parts.matches()) {
      Path path = Path.of(parts.group(1)).normalize();
      int line = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
      for (GeneratedFile file : files) {
        if (file.path().equals(path) && line <= file.content().lines().count()) {
          return new Place(file, line);
        }
      }
    }
    throw new UserError(
        ExitCode.USAGE,
        text + " is no generated file, or no line of one",
        "one of "
            + files.stream().map(it -> it.path().toString()).collect(Collectors.joining(", "))
            + ", with or without :LINE",
        null);
  }

  private Explanation<LineEffect> explanation(List<LineEffect> effects) {
    Explanation<LineEffect> explanation = new Explanation<>(files);
    for (LineEffect effect : effects) {
      explanation.add(effect, effect.alternatives().stream().map(generator::generate).toList());
    }
    return explanation;
  }

  private void print(GeneratedFile file, List<Passage<LineEffect>> passages) {
    terminal.print(terminal.theme().strong(file.path().toString()));
    for (Passage<LineEffect> passage : passages) {
      if (!passage.causes().isEmpty()) {
        for (int i = 0; i < passage.lines().size(); i++) {
          print(passage.first() + i, passage.lines().get(i));
        }
        passage.causes().forEach(this::print);
      }
    }
  }

  private void print(int number, String line) {
    terminal.print(terminal.theme().faint(String.format("%5d  ", number)) + line);
  }

  private void print(LineEffect effect) {
    terminal.print(
        "       "
            + terminal.theme().changed("<- " + effect.at())
            + " "
            + terminal.theme().faint(effect.text()));
  }
}
