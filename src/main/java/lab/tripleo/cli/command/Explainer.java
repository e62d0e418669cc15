package lab.tripleo.cli.command;

import java.util.List;
import java.util.stream.Collectors;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.Explanation;
import lab.tripleo.generation.Explanation.LineRange;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.generation.GeneratedLab.Place;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.run.ConfigurationTrace;
import lab.tripleo.terminal.Terminal;

/** Shows which lines of the configuration determine which lines of the generated files. */
final class Explainer {
  private final GeneratedLab generated;
  private final Terminal terminal;

  Explainer(Lab lab, Terminal terminal) {
    this.generated = new LabGenerator().generate(lab);
    this.terminal = terminal;
  }

  /** Prints all lines that the configuration determines. */
  void explainAll(List<LineEffect> effects) {
    Explanation<LineEffect> explanation =
        ConfigurationTrace.explanation(generated.files(), effects);
    generated.files().forEach(it -> print(it, explanation.ranges(it)));
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
    return generated
        .place(text)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    text + " is not a generated file, or has no such line",
                    "name one of "
                        + generated.files().stream()
                            .map(it -> it.path().toString())
                            .collect(Collectors.joining(", "))
                        + ", with or without :LINE"));
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
