package lab.tripleo.configuration;

import java.util.List;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Lab;

/**
 * A line of the configuration that affects the lab.
 *
 * @param at its place; the whole file where a key has its default
 * @param text the line without leading and trailing blanks
 * @param alternatives labs that other values of the line would give, at least one
 */
public record LineEffect(SourceLocation at, String text, List<Lab> alternatives) {
  public LineEffect {
    alternatives = List.copyOf(alternatives);
  }

  @Override
  public String toString() {
    return at + " " + text;
  }
}
