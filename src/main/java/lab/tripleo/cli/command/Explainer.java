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
import lab.tripleo.generation.Explanation.LineRange;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.run.ConfigurationTrace;
import lab.tripleo.terminal.Terminal;

/** Shows which lines of the configuration determine which lines of the generated files. */
final class Explainer {
  private static final Pattern PLACE = Pattern.compile("(.+?)(?::([1-9][0-9]{0,5}))?");

  private final List<GeneratedFile> files;
  private final Terminal terminal;

  /**
   * A generated file, or a line of it.
   *
   * @param line from 1; 0 when the file is meant
   */
  record Place(GeneratedFile file, int line) {}

  Explainer(Lab lab, Terminal terminal) {
    this.files = new LabGenerator().generate(lab).files();
    this.terminal = terminal;
  }

  /** Prints all lines that the configuration determines. */
  void explainAll(List<LineEffect> effects) {
    Explanation<LineEffect> explanation = ConfigurationTrace.explanation(files, effects);
    files.forEach(it -> print(it, explanation.ranges(it)));
  }

  /**
   * Prints these lines of one file, or explains one line.
   *
   * @param place as {@link #place} gives it
   */
  void explain(Place place, List<LineEffect> effects) {
    List<LineRange<LineEffect>> ranges =
        ConfigurationTrace.explanation(List.of(place.file()), effects).ranges(place.file());
    if (place.line() == 0) {
      print(place.file(), ranges);
      return;
    }
    for (LineRange<LineEffect> range : ranges) {
      if (range.first() <= place.line() && place.line() <= range.last()) {
        explain(place.line(), range);
      }
    }
  }

  private void explain(int line, LineRange<LineEffect> range) {
    print(line, range.lines().get(line - range.first()));
    range.causes().forEach(this::print);
    if (range.causes().isEmpty()) {
      terminal.say("No single line of the configuration determines this line.");
    }
  }

  /**
   * The file or line that the user named.
   *
   * @param text {@code FILE} or {@code FILE:LINE}
   * @throws UserError when there is no such generated file or line
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
        text + " is not a generated file, or has no such line",
        "name one of "
            + files.stream().map(it -> it.path().toString()).collect(Collectors.joining(", "))
            + ", with or without :LINE");
  }

  private void print(GeneratedFile file, List<LineRange<LineEffect>> ranges) {
    terminal.print(terminal.theme().strong(file.path().toString()));
    for (LineRange<LineEffect> range : ranges) {
      if (!range.causes().isEmpty()) {
        for (int i = 0; i < range.lines().size(); i++) {
          print(range.first() + i, range.lines().get(i));
        }
        range.causes().forEach(this::print);
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
