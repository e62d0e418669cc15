package lab.tripleo.configuration.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.IpAddress;

/** Formats that several files of the configuration use. */
public final class ValueFormats {
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int LONGEST_INTERFACE = 15;
  private static final List<String> WEB = List.of("http", "https");

  /** The name of a network interface, as Linux allows it. */
  public static final ValueFormat<String> NETWORK_INTERFACE =
      ValueFormat.ofText(ValueFormats::networkInterface);

  /** A SHA-256 sum; its letters become small ones. */
  public static final ValueFormat<String> SHA256 =
      matching("[0-9a-fA-F]{64}", "bad-checksum", "a SHA-256 sum: 64 hexadecimal digits")
          .map(it -> it.toLowerCase(Locale.ROOT));

  /** An IPv4 or IPv6 address. */
  public static final ValueFormat<IpAddress> IP_ADDRESS =
      text ->
          IpAddress.parse(text)
              .map(ParsedValue::of)
              .orElseGet(
                  () ->
                      ParsedValue.wrong(
                          ValueError.of(
                              "bad-address",
                              Wording.quote(text) + " is not an IPv4 or IPv6 address")));

  /** A zone of the tz database. */
  public static final ValueFormat<String> TIME_ZONE = ValueFormat.ofText(ValueFormats::timeZone);

  public static final ValueFormat<String> WEB_URL = ValueFormat.ofText(it -> url(it, WEB));

  /** A URL, or the path of a file on the hypervisor. */
  public static final ValueFormat<String> IMAGE_URL = ValueFormat.ofText(ValueFormats::imageUrl);

  /** The path of a file. */
  public static final ValueFormat<String> PATH = ValueFormat.ofText(ValueFormats::path);

  /** Seconds, from 10 to 99999. */
  public static ValueFormat<Duration> seconds(int example) {
    return matching(
            "[1-9][0-9]{1,4}",
            "bad-limit",
            "a number of seconds from 10 to 99999, such as " + example)
        .map(it -> Duration.ofSeconds(Long.parseLong(it)));
  }

  private ValueFormats() {}

  public static ValueFormat<String> matching(String regex, String code, String expected) {
    Pattern pattern = Pattern.compile(regex);
    return ValueFormat.ofText(
        value ->
            pattern.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(ValueError.of(code, Wording.quote(value) + " is not " + expected)));
  }

  public static ValueFormat<String> oneOf(String... words) {
    return oneOf(words, it -> it);
  }

  /** One of these values, by their words. */
  public static <T> ValueFormat<T> oneOf(T[] values, Function<T, String> word) {
    List<T> all = List.of(values);
    List<String> words = all.stream().map(word).toList();
    return text ->
        words.contains(text)
            ? ParsedValue.of(all.get(words.indexOf(text)))
            : ParsedValue.wrong(
                ValueError.of(
                    "unknown-word",
                    "unknown word " + Wording.quote(text),
                    Wording.didYouMean(text, words)));
  }

  private static Optional<ValueError> networkInterface(String value) {
    if (value.length() > LONGEST_INTERFACE) {
      return Optional.of(
          ValueError.of(
                  "name-too-long",
                  Wording.quote(value) + " has " + value.length() + " characters",
                  "Linux allows 15 in the name of a network interface or bridge")
              .atOffset(LONGEST_INTERFACE));
    }
    if (!INTERFACE.matcher(value).matches()) {
      return Optional.of(
          ValueError.of(
              "bad-interface",
              Wording.quote(value) + " is not a name of a network interface",
              "use letters, digits, '_', '-' and '.'"));
    }
    return Optional.empty();
  }

  private static Optional<ValueError> timeZone(String value) {
    // Java adds zones of its own, which no tz database on a host knows.
    List<String> known =
        ZoneId.getAvailableZoneIds().stream().filter(it -> !it.startsWith("SystemV/")).toList();
    return known.contains(value)
        ? Optional.empty()
        : Optional.of(
            ValueError.of(
                "unknown-time-zone",
                "unknown time zone " + Wording.quote(value),
                Wording.didYouMean(value, known, "such as UTC, Europe/Berlin, America/Chicago")));
  }

  private static Optional<ValueError> imageUrl(String value) {
    boolean path = value.startsWith("/");
    return path ? path(value) : url(value, List.of("http", "https", "file"));
  }

  private static Optional<ValueError> path(String value) {
    return value.endsWith("/")
        ? Optional.of(
            ValueError.of("bad-path", Wording.quote(value) + " is not the path of a file"))
        : Optional.empty();
  }

  private static Optional<ValueError> url(String value, List<String> schemes) {
    try {
      URI uri = new URI(value);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!schemes.contains(scheme)) {
        return Optional.of(
            ValueError.of(
                "bad-url",
                Wording.quote(value)
                    + " is not a URL that starts with "
                    + String.join(":// or ", schemes)
                    + "://"));
      }
      if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
        return Optional.of(
            ValueError.of(
                    "credentials-in-url",
                    "a user name or password in a URL would be readable in the generated playbooks",
                    "use a server without a login, such as a local proxy that stores the password itself")
                .atOffset(value.indexOf("//") + 2));
      }
      if (!scheme.equals("file") && (uri.getHost() == null || uri.getPort() > 65535)) {
        return Optional.of(
            ValueError.of("bad-url", "no valid host and port in " + Wording.quote(value))
                .atOffset(Math.min(scheme.length() + 3, value.length())));
      }
      return Optional.empty();
    } catch (URISyntaxException broken) {
      int place = Math.max(0, Math.min(broken.getIndex(), value.length()));
      return Optional.of(
          ValueError.of(
                  "bad-url",
                  "not a URL: " + broken.getReason(),
                  "escape a character that is not allowed in a URL as %HH, a space as %20")
              .atOffset(place));
    }
  }
}
