package lab.tripleo.secrets;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a secret by the text around it. Every pattern looks back and ahead within a bound, so
 * that the time it takes is proportional to the length of the text. A pattern with alternatives
 * first looks at one character, because most characters begin none of them.
 *
 * @param pattern its group {@code before} stays; of its group {@code value}, the quotes stay
 * @param isSecret decides about the text before a value, and the value without its quotes
 */
record SecretPattern(Pattern pattern, Decision isSecret) {
  /** Whether a value is a secret. */
  interface Decision {
    boolean test(String before, String value);
  }

  /** In quotes: Python 2 prints a prefix, and JSON in JSON has escaped ones. Or a block of YAML. */
  private static final String QUOTED =
      "[ub]?\"(?:[^\"\\\\\n]|\\\\.)*+\"|[ub]?'(?:[^'\n]|'')*+'"
          + "|[ub]?\\\\{1,7}[\"'][^\"'\\\\\n]*+\\\\{0,7}[\"']?"
          + "|[|>][-+0-9]{0,2}[ \t]{0,20}\n[ \t]{1,80}[^\n]++";

  private static final String VALUE =
      "(?<value>" + QUOTED + "|(?:[^\\s,;\"'{}\\[\\]<>\\\\]|\\\\{1,8}+(?![\"']))++)";

  private static final String ARGUMENT = "(?<value>" + QUOTED + "|[^\\s\"'\\\\]++)";

  private static final String QUOTE = "\\\\{0,7}[\"']";

  /** YAML may have a tag before the value. */
  private static final String SEPARATOR =
      "(?:" + QUOTE + ")?[ \t]{0,20}(?::(?!:)|=>?)[ \t]{0,20}(?:![a-z]{1,20}[ \t]{1,20})?";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?<before>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)(?<value>(?:[^-]|-(?!----))++)");

  private static final Pattern VAULT =
      Pattern.compile(
          "(?<before>\\$ANSIBLE_VAULT;[^\n]{0,80}\n)(?<value>(?:[ \t]{0,80}[0-9a-f]{2,}+\n?)++)");

  /** {@code password: x}, {@code "password": "x"}, {@code OS_PASSWORD=x}, {@code passwd='x'}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i:(?=[acefhikpstw_-]))(?<before>(?i:(?:password|passwd|passphrase|psk|wep-?key|preshared_?key|secret|token|credential|api_?key|access_?key"
              + "|private_?key|encryption_?key|auth_?key|fernet_?key)[A-Za-z0-9_-]{0,40}"
              + "|[_-]pass|cookie|kek|(?:_|ipa)otp|hash_?(?:path_?)?(?:suffix|prefix))"
              + SEPARATOR
              + ")"
              + VALUE);

  /** {@code CephClientKey: x}, {@code content: x}: also the names of harmless values. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "(?=[kKca])(?<before>(?:Key(?<=[a-z0-9]Key)(?<!ublicKey)|(?i:key(?<![a-z]key)(?<!public[_-]key))"
              + "|content(?<![A-Za-z_]content)|auth(?<![A-Za-z_]auth))"
              + SEPARATOR
              + ")"
              + VALUE);

  /** {@code --password x}, {@code sshpass -p x}, {@code ipmitool -P x}, {@code curl -u user:x}. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?=[-cisI])(?<before>--(?:[a-z]{1,20}-){0,3}(?:password|passphrase)(?:"
              + QUOTE
              + ")?,?[ \t]{1,20}|\\bsshpass[ \t]{1,20}-p[ \t]{0,20}"
              + "|\\bcreateUser[ \t]{1,20}[^\\s]{1,60}[ \t]{1,20}(?:MD5|SHA[0-9-]{0,4})[ \t]{1,20}"
              + "|\\b(?i:identified[ \t]{1,20}by)[ \t]{1,20}"
              + "|\\bipmitool(?=[ \t])[^\n]{0,400}?[ \t]-P[ \t]{0,20}"
              + "|\\bcurl(?=[ \t])[^\n]{0,400}?[ \t](?:-u|--user)[ \t]{1,20}[\"']?[^\\s:\"']{1,100}:)"
              + ARGUMENT);

  /** {@code {{'x' | password_hash('bcrypt')}}}. */
  private static final Pattern HASHED =
      Pattern.compile(
          "(?=[\\\\\"'])(?<before>(?:"
              + QUOTE
              + "){1,2})(?<value>[^\\s\"'\\\\]{1,200})(?=(?:"
              + QUOTE
              + "){1,2}[ \t]{0,20}\\|[ \t]{0,20}(?:password_hash|b64encode)\\b)");

  private static final Pattern IN_URL =
      Pattern.compile("(?<before>://[^/\\s:@\"']{1,100}:)(?<value>[^@/\\s\"']{1,200})(?=@)");
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(?<before>authorization[\"']?: ?[\"']?(?:basic |bearer )?)(?<value>[^\\s\"']++)");
  private static final Pattern HASH =
      Pattern.compile("(?<before>\\$(?:[156]|2[aby]|y|gy)\\$)(?<value>[./A-Za-z0-9$=,]{8,})");

  /** 28 bytes, of which the first are the same in all keys. */
  private static final Pattern CEPH_KEY =
      Pattern.compile("(?<before>)(?<value>AQ(?<![A-Za-z0-9+/]AQ)[A-Za-z0-9+/]{36}==)");

  /** All patterns, in the order in which they apply. */
  static final List<SecretPattern> ALL =
      List.of(
          new SecretPattern(PRIVATE_KEY, (before, value) -> true),
          new SecretPattern(VAULT, (before, value) -> true),
          new SecretPattern(NAMED, SecretPattern::isSecretByName),
          new SecretPattern(AMBIGUOUS, SecretPattern::looksRandom),
          new SecretPattern(OPTION, (before, value) -> true),
          new SecretPattern(HASHED, (before, value) -> true),
          new SecretPattern(IN_URL, (before, value) -> true),
          new SecretPattern(HEADER, (before, value) -> true),
          new SecretPattern(HASH, (before, value) -> true),
          new SecretPattern(CEPH_KEY, (before, value) -> true));

  /** A value and what stays around it. */
  private static final Pattern EDGES =
      Pattern.compile(
          "(?s)((?:[|>][^\n]*\n[ \t]+|[ub]?\\\\{0,7}[\"'])?)(.*?)((?:\\\\{0,7}[\"'])?)");

  /** Settings of a secret that are none themselves, such as {@code private_key_file}. */
  private static final Pattern ABOUT_A_SECRET =
      Pattern.compile(
          "(?is).*(?:[_-]|(?-i:(?<=[a-z])(?=[A-Z])))(?:files?|path|dir|directory|url|uri|name|type|length|size|lifetime"
              + "|timeout|expiration|ttl|count|enabled|method|algorithm|version|format|driver|backend|provider)"
              + "[^A-Za-z0-9]*");

  private static final Pattern COUNTED =
      Pattern.compile("(?is)(?:token|credential|secret|[a-z]*key|cookie).*");
  private static final Pattern PATH =
      Pattern.compile("(?:~|/(?:etc|home|var|root|tmp|usr|opt|run|srv))/.*");
  private static final Pattern NO_VALUE = Pattern.compile("(?i)|~|true|false|yes|no|null|none");
  private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=-]{16,}");
  private static final int SHORTEST_CONTENT = 32;

  private static boolean isSecretByName(String before, String value) {
    return !NO_VALUE.matcher(value).matches()
        && !PATH.matcher(value).matches()
        && !ABOUT_A_SECRET.matcher(before).matches()
        && !(COUNTED.matcher(before).matches() && SHORT_NUMBER.matcher(value).matches());
  }

  private static boolean looksRandom(String before, String value) {
    return RANDOM.matcher(value).matches()
        && !PATH.matcher(value).matches()
        && (!before.startsWith("content") || value.length() >= SHORTEST_CONTENT);
  }

  /** The secret in a match, without quotes; empty if it is none. */
  Optional<String> secret(Matcher match) {
    String value = edges(match).group(2);
    return isSecret.test(match.group("before"), value) ? Optional.of(value) : Optional.empty();
  }

  /** A match with a masked value. */
  static String masked(Matcher match) {
    Matcher edges = edges(match);
    return match.group("before") + edges.group(1) + Redaction.MASK + edges.group(3);
  }

  private static Matcher edges(Matcher match) {
    Matcher edges = EDGES.matcher(match.group("value"));
    if (!edges.matches()) {
      throw new IllegalStateException("every text has edges");
    }
    return edges;
  }
}
