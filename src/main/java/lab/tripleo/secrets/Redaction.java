package lab.tripleo.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks secrets in a text: known ones, and values that look like one. It rather masks one value too
 * many than one too few. Every pattern looks back and ahead within a bound, so that the time it
 * takes is proportional to the length of the text.
 */
public final class Redaction {
  /** Replaces a secret. Ansible's own mask, so that a log has one and the same. */
  public static final String MASK = "********";

  /**
   * Shorter texts are not masked: they are parts of ordinary words, and a log with holes in its
   * words is of no use. No real password is that short: those of a lab have at least 8 characters.
   * The callback plugin has the same number.
   */
  static final int SHORTEST = 6;

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
   * Prepares for the secrets of a lab.
   *
   * @param known passwords and lines of keys; those of less than 6 characters are ignored
   */
  public Redaction(List<String> known) {
    this.known =
        known.stream()
            .map(String::strip)
            .filter(it -> it.length() >= SHORTEST && !it.startsWith("-----"))
            .flatMap(it -> Stream.of(it, inJson(it), inUrl(it)))
            .distinct()
            // The longest first: one may be a part of another.
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /**
   * A text without its secrets.
   *
   * @param masked number of masked secrets
   */
  public record Redacted(String text, int masked) {}

  /** Masks the known secrets only: for a program's output, which must stay readable. */
  public String maskKnown(String text) {
    return withoutKnown(text).text();
  }

  /** Masks known secrets and everything that looks like one. */
  public Redacted redact(String text) {
    Redacted result = withoutKnown(text);
    for (Pattern pattern : List.of(PRIVATE_KEY, NAMED, OPTION, IN_URL, HEADER, HASH)) {
      result = masked(result, pattern);
    }
    return result;
  }

  private Redacted withoutKnown(String text) {
    String result = text;
    int count = 0;
    for (String secret : known) {
      if (result.contains(secret)) {
        count += (result.length() - result.replace(secret, "").length()) / secret.length();
        result = result.replace(secret, MASK);
      }
    }
    return new Redacted(result, count);
  }

  /** What the first group matched stays, as do quotes around a value and what ends it. */
  private static Redacted masked(Redacted before, Pattern pattern) {
    Matcher matcher = pattern.matcher(before.text());
    StringBuilder out = new StringBuilder();
    int count = before.masked();
    while (matcher.find()) {
      String second = matcher.groupCount() > 1 ? matcher.group(2) : "";
      String shown =
          matcher.group(1)
              + (pattern == NAMED || pattern == OPTION ? quoted(second) : MASK + orEmpty(second));
      matcher.appendReplacement(out, Matcher.quoteReplacement(shown));
      count += shown.equals(matcher.group()) ? 0 : 1;
    }
    return new Redacted(matcher.appendTail(out).toString(), count);
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String inUrl(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String quoted(String value) {
    String quote = value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
    return quote + MASK + quote;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
