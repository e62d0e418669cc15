package lab.tripleo.configuration.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.Flaw;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.IpAddress;

/** The forms of the values in {@code environment}. */
public final class Forms {
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int LONGEST_INTERFACE = 15;
  private static final List<String> WEB = List.of("http", "https");

  private static final Form SHA256 =
      matching("[0-9a-fA-F]{64}", "bad-checksum", "a SHA-256 sum: 64 hexadecimal digits");

  private Forms() {}

  public static Form matching(String regex, String code, String expected) {
    Pattern pattern = Pattern.compile(regex);
    return value ->
        pattern.matcher(value).matches()
            ? Optional.empty()
            : Optional.of(Flaw.of(code, Wording.quote(value) + " is not " + expected));
  }

  public static Form oneOf(String... words) {
    List<String> known = List.of(words);
    return value ->
        known.contains(value)
            ? Optional.empty()
            : Optional.of(
                Flaw.of(
                    "unknown-word",
                    "unknown word " + Wording.quote(value),
                    Wording.didYouMean(value, known)));
  }

  /** The name of a network interface, as Linux takes it. */
  public static Optional<Flaw> networkInterface(String value) {
    if (value.length() > LONGEST_INTERFACE) {
      return Optional.of(
          Flaw.of(
                  "name-too-long",
                  Wording.quote(value) + " has " + value.length() + " characters",
                  "Linux allows 15 in the name of a network interface or bridge")
              .atOffset(LONGEST_INTERFACE));
    }
    if (!INTERFACE.matcher(value).matches()) {
      return Optional.of(
          Flaw.of(
              "bad-interface",
              Wording.quote(value) + " is not the name of a network interface",
              "letters, digits, '_', '-' and '.'"));
    }
    return Optional.empty();
  }

  static Optional<Flaw> subnet(String value) {
    return Subnets.flaw(value);
  }

  static Optional<Flaw> address(String value) {
    return IpAddress.parse(value).isPresent()
        ? Optional.empty()
        : Optional.of(
            Flaw.of("bad-address", Wording.quote(value) + " is not an IPv4 or IPv6 address"));
  }

  static Optional<Flaw> timeZone(String value) {
    // Java adds zones of its own, which no tz database on a host knows.
    List<String> known =
        ZoneId.getAvailableZoneIds().stream().filter(it -> !it.startsWith("SystemV/")).toList();
    return known.contains(value)
        ? Optional.empty()
        : Optional.of(
            Flaw.of(
                "unknown-time-zone",
                "unknown time zone " + Wording.quote(value),
                Wording.didYouMean(value, known, "such as UTC, Europe/Berlin, America/Chicago")));
  }

  public static Optional<Flaw> sha256(String value) {
    return SHA256.flaw(value);
  }

  static Optional<Flaw> webUrl(String value) {
    return url(value, WEB);
  }

  /** A URL, or the path of a file on the hypervisor. */
  public static Optional<Flaw> imageUrl(String value) {
    boolean path = value.startsWith("/");
    return path ? path(value) : url(value, List.of("http", "https", "file"));
  }

  static Optional<Flaw> path(String value) {
    return value.endsWith("/")
        ? Optional.of(Flaw.of("bad-path", Wording.quote(value) + " is not the path of a file"))
        : Optional.empty();
  }

  private static Optional<Flaw> url(String value, List<String> schemes) {
    try {
      URI uri = new URI(value);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!schemes.contains(scheme)) {
        return Optional.of(
            Flaw.of(
                "bad-url",
                Wording.quote(value)
                    + " is not a URL that starts with "
                    + String.join(":// or ", schemes)
                    + "://"));
      }
      if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
        return Optional.of(
            Flaw.of(
                    "credentials-in-url",
                    "a user name or password in a URL would stand in the generated playbooks for all to read",
                    "use one that needs none here, such as a proxy on this network that knows the password itself")
                .atOffset(value.indexOf("//") + 2));
      }
      if (!scheme.equals("file") && (uri.getHost() == null || uri.getPort() > 65535)) {
        return Optional.of(
            Flaw.of("bad-url", "no valid host and port in " + Wording.quote(value))
                .atOffset(Math.min(scheme.length() + 3, value.length())));
      }
      return Optional.empty();
    } catch (URISyntaxException broken) {
      int place = Math.max(0, Math.min(broken.getIndex(), value.length()));
      return Optional.of(
          Flaw.of(
                  "bad-url",
                  "not a URL: " + broken.getReason(),
                  "a character that has no place in a URL is written %HH, a space %20")
              .atOffset(place));
    }
  }
}
