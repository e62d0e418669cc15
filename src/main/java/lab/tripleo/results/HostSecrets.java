package lab.tripleo.results;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.secrets.Redaction;

/**
 * The secrets in a host's own files: TripleO's passwords, stackrc, clouds.yaml, undercloud.conf and
 * logins of container registries.
 */
final class HostSecrets {
  private static final String FILE = "secrets:";

  private static final Pattern ONLY_SECRETS = Pattern.compile("(?i).*(passw[do]|vault).*");

  /** {@code key: value}, {@code key = value}; not a line of Base64, which may end with "=". */
  private static final Pattern SETTING =
      Pattern.compile("[\"']?([\\w.:/-]+?)[\"']?(?::|:[ \t]+(.+)|[ \t]*=[ \t]*([^=\\s].*))");

  private static final Pattern PUBLIC = Pattern.compile("(?i).*(public_?key|fsid)|(ssh-|ecdsa-).*");
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?s)ContainerImageRegistryCredentials[\"']?:(.*?)(?=\n {0,2}[A-Za-z]|\\z)");
  private static final Pattern LOGIN =
      Pattern.compile("[\\w.@/+-]+[\"']?:[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^\\s{},]+)");
  private static final Pattern REGISTRY_LOGIN =
      Pattern.compile("\"auth\"[ \t]*:[ \t]*\"([A-Za-z0-9+/=]+)\"");

  private HostSecrets() {}

  /** Whether a line of a host's answer has such a file. */
  static boolean isFile(String line) {
    return line.startsWith(FILE);
  }

  /** The secrets in the files of a host's answer. */
  static List<String> in(List<String> answer) {
    return answer.stream()
        .filter(HostSecrets::isFile)
        .flatMap(
            it -> {
              int end = it.lastIndexOf(':');
              String name = it.substring(it.lastIndexOf('/', end) + 1, end);
              return in(name, decoded(it.substring(end + 1))).stream();
            })
        .toList();
  }

  /**
   * The secrets in a file.
   *
   * @param name of the file, which tells its kind
   */
  static List<String> in(String name, String text) {
    if (ONLY_SECRETS.matcher(name).matches()) {
      return text.lines().flatMap(HostSecrets::values).toList();
    }
    return Stream.of(Redaction.secretsIn(text).stream(), credentials(text), logins(text))
        .flatMap(it -> it)
        .toList();
  }

  /** The value of a line, or the line itself, which may belong to a key. */
  private static Stream<String> values(String line) {
    Matcher setting = SETTING.matcher(line.strip());
    if (!setting.matches()) {
      return pieces(line);
    }
    String value = setting.group(2) == null ? setting.group(3) : setting.group(2);
    if (value == null || PUBLIC.matcher(setting.group(1)).matches()) {
      return Stream.empty();
    }
    return value.startsWith("{")
        ? Stream.of(value.split("[{},]")).flatMap(HostSecrets::values)
        : pieces(value);
  }

  /** YAML may quote a value, and write all lines of a key as one. */
  private static Stream<String> pieces(String value) {
    return Stream.of(value.split("\\\\n"))
        .map(it -> it.replaceAll("^[\\s\"']+|[\\s\"'\\\\]+$", ""))
        .filter(it -> !PUBLIC.matcher(it).matches());
  }

  /** Passwords by the names of users, which the file may write in any form of YAML. */
  private static Stream<String> credentials(String text) {
    return CREDENTIALS
        .matcher(text)
        .results()
        .flatMap(it -> LOGIN.matcher(it.group(1)).results())
        .flatMap(it -> pieces(it.group(1)));
  }

  /** podman's and docker's files have user and password in Base64. */
  private static Stream<String> logins(String text) {
    return REGISTRY_LOGIN
        .matcher(text)
        .results()
        .map(it -> decoded(it.group(1)))
        .map(it -> it.substring(it.indexOf(':') + 1));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return base64;
    }
  }
}
