package lab.tripleo.configuration;

import java.util.List;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Lab;

/**
 * A line of the configuration, and what would be without it.
 *
 * @param at its line; the whole file where a key is left to its default
 * @param text the line without the blanks around it
 * @param otherwise labs that there would be if the line said something else, at least one
 */
public record Setting(SourceLocation at, String text, List<Lab> otherwise) {
  public Setting {
    otherwise = List.copyOf(otherwise);
  }

  @Override
  public String toString() {
    return at + " " + text;
  }
}
