package lab.tripleo.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platform that was recognised on a hypervisor; kept as text in the workspace.
 *
 * @param name of a platform of the catalogue
 * @param forced the hypervisor's system, if it is only likely to work as the platform and the user
 *     forced it
 */
public record FoundPlatform(String name, Optional<Forced> forced) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<name>[a-z0-9][a-z0-9._-]*)"
              + "(\\nforced: (?<id>[a-z0-9._-]+) (?<version>[0-9][0-9.]*))?\\n?");

  /**
   * A system as the catalogue writes it.
   *
   * @param id ID of /etc/os-release
   * @param version VERSION_ID, or its first part
   */
  public record Forced(String id, String version) {
    @Override
    public String toString() {
      return id + " " + version;
    }
  }

  /** Reads {@link #text}; empty for any other text. */
  public static Optional<FoundPlatform> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Forced> forced =
        Optional.ofNullable(matcher.group("id"))
            .map(id -> new Forced(id, matcher.group("version")));
    return Optional.of(new FoundPlatform(matcher.group("name"), forced));
  }

  /** A line with the name and, if the platform is forced, one with the system. */
  public String text() {
    return name + "\n" + forced.map(it -> "forced: " + it + "\n").orElse("");
  }
}
