package lab.tripleo.results;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of a text: those that are known, and what looks like one. A value too many is
 * taken rather than one too few. No pattern looks back or ahead without a bound, so that a text of
 * any kind costs time in proportion to its length.
 */
public final class Redaction {
  /** Stands where a secret was. */
  public static final String MASK = "***";

  /** A shorter one would be found in every second word. */
  private static final int SHORTEST_KNOWN = 6;

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]*+(-----END [A-Z ]{0,30}PRIVATE KEY-----)?");

  /** {@code password: x}, {@code "password": "x"}, {@code OS_PASSWORD=x}, {@code passwd='x'}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|passphrase|psk|wep-?key|preshared_?key|secret|token|credential|api_?key|access_?key|private_?key"
              + "|encryption_?key|auth_?key|fernet_?key)[A-Za-z0-9_-]{0,40}[\"']?[ \t]{0,20}[:=][ \t]{0,20})"
              + "(\"(?:[^\"\\\\\n]|\\\\.)*+\"|'[^'\n]*+'|[^\\s,;\"'{}\\[\\]<>]++)");

  /** {@code --password x}, {@code sshpass -p x}, {@code ipmitool -P x}, {@code curl -u user:x}. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(--(?:password|passphrase)[\"']?,?[ \t]{1,20}|\\bsshpass[ \t]{1,20}-p[ \t]{0,20}"
              + "|\\bipmitool(?=[ \t])[^\n]{0,400}?[ \t]-P[ \t]{0,20}"
              + "|\\bcurl(?=[ \t])[^\n]{0,400}?[ \t](?:-u|--user)[ \t]{1,20}[\"']?[^\\s:\"']{1,100}:)"
              + "(\"(?:[^\"\\\\\n]|\\\\.)*+\"|'[^'\n]*+'|[^\\s\"']++)");

  private static final Pattern IN_URL =
      Pattern.compile("(://[^/\\s:@\"']{1,100}:)[^@/\\s\"']{1,200}(@)");
  private static final Pattern HEADER =
      Pattern.compile("(?i)(authorization[\"']?: ?[\"']?(?:basic |bearer )?)[^\\s\"']++");
  private static final Pattern HASH =
      Pattern.compile("(\\$(?:[156]|2[aby]|y|gy)\\$)[./A-Za-z0-9$=,]{8,}");

  private final List<String> known;

  /**
   * Knows some secrets beforehand.
   *
   * @param known passwords and lines of keys; short ones are passed over
   */
  public Redaction(List<String> known) {
    // The longest first: one may be a part of another.
    this.known =
        known.stream()
            .map(String::strip)
            .filter(it -> it.length() >= SHORTEST_KNOWN && !it.startsWith("-----"))
            .flatMap(it -> Stream.of(it, inJson(it)))
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /**
   * A text without its secrets.
   *
   * @param taken how many were taken out
   */
  public record Redacted(String text, int taken) {}

  /** Takes the secrets out. */
  public Redacted redact(String text) {
    Redacted result = new Redacted(text, 0);
    for (String secret : known) {
      result = masked(result, Pattern.compile("()" + Pattern.quote(secret)));
    }
    for (Pattern pattern : List.of(PRIVATE_KEY, NAMED, OPTION, IN_URL, HEADER, HASH)) {
      result = masked(result, pattern);
    }
    return result;
  }

  /** What the first group matched stays, as do quotes around a value and what ends it. */
  private static Redacted masked(Redacted before, Pattern pattern) {
    Matcher matcher = pattern.matcher(before.text());
    StringBuilder out = new StringBuilder();
    int taken = before.taken();
    while (matcher.find()) {
      String second = matcher.groupCount() > 1 ? matcher.group(2) : "";
      String shown =
          matcher.group(1)
              + (pattern == NAMED || pattern == OPTION ? quoted(second) : MASK + orEmpty(second));
      matcher.appendReplacement(out, Matcher.quoteReplacement(shown));
      taken += shown.equals(matcher.group()) ? 0 : 1;
    }
    return new Redacted(matcher.appendTail(out).toString(), taken);
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String quoted(String value) {
    String quote = value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
    return quote + MASK + quote;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
