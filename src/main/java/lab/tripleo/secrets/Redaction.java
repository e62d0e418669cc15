package lab.tripleo.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Masks secrets in a text: known ones, and values that look like one. It rather masks one value too
 * many than one too few.
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

  private final List<String> secrets;
  private final KnownSecrets known;

  /**
   * Prepares for the secrets of a lab.
   *
   * @param secrets passwords and lines of keys; those of less than 6 characters are ignored
   */
  public Redaction(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
    this.known = new KnownSecrets(secrets);
  }

  /**
   * A text without its secrets.
   *
   * @param masked number of masked secrets
   */
  public record Redacted(String text, int masked) {}

  /** The same, and more known secrets. */
  public Redaction with(List<String> more) {
    List<String> all = new ArrayList<>(secrets);
    all.addAll(more);
    return new Redaction(all);
  }

  /** Masks the known secrets only: for a program's output, which must stay readable. */
  public String maskKnown(String text) {
    return known.mask(text).text();
  }

  /** Masks known secrets and everything that looks like one. */
  public Redacted redact(String text) {
    Redacted result = known.mask(text);
    for (SecretPattern pattern : SecretPattern.ALL) {
      result = masked(result, pattern);
    }
    return result;
  }

  /** The values in a text that look like secrets. */
  public static List<String> secretsIn(String text) {
    List<String> found = new ArrayList<>();
    for (SecretPattern pattern : SecretPattern.ALL) {
      Matcher matcher = pattern.pattern().matcher(text);
      while (matcher.find()) {
        pattern.secret(matcher).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Redacted masked(Redacted before, SecretPattern pattern) {
    Matcher matcher = pattern.pattern().matcher(before.text());
    StringBuilder out = new StringBuilder();
    int count = before.masked();
    while (matcher.find()) {
      Optional<String> secret = pattern.secret(matcher).filter(it -> !it.equals(MASK));
      String shown = secret.isEmpty() ? matcher.group() : SecretPattern.masked(matcher);
      matcher.appendReplacement(out, Matcher.quoteReplacement(shown));
      count += secret.isEmpty() ? 0 : 1;
    }
    return new Redacted(matcher.appendTail(out).toString(), count);
  }
}
