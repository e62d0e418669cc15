package lab.tripleo.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a hypervisor was found to be; remembered as text.
 *
 * @param name of a platform of the catalogue
 * @param forced its system when that is only likely to work as the platform, and is to be tried
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

  /** Reads {@link #text}; nothing when it is no such text. */
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

  /** A line with the name, and one with what is forced. */
  public String text() {
    return name + "\n" + forced.map(it -> "forced: " + it + "\n").orElse("");
  }
}
