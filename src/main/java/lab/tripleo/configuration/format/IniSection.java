package lab.tripleo.configuration.format;

import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.SourceLocation;

/** A section of an INI file, with its location. */
public record IniSection(String name, SourceLocation at, List<IniOption> options) {
  public Optional<IniOption> option(String wanted) {
    return options.stream().filter(it -> it.name().equals(wanted)).findFirst();
  }
}
