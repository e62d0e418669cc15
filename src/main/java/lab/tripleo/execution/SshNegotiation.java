package lab.tripleo.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.execution.ContactException.Kind;

/**
 * A report of ssh that it and a server have no common algorithm of a kind.
 *
 * @param server its address and port
 * @param kind in ssh's words, such as {@code key exchange method}
 * @param offer the server's algorithms, separated with commas
 */
record SshNegotiation(String server, String kind, String offer) {
  private static final Pattern REPORT =
      Pattern.compile(
          "Unable to negotiate with (\\S+ port \\d+): no matching (.+) found\\. Their offer: (.*)");

  /** The option for a kind, both in sshd_config and in ssh_config. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "key exchange method", "KexAlgorithms",
          "host key type", "HostKeyAlgorithms",
          "cipher", "Ciphers",
          "MAC", "MACs");

  /** Entries of an offer that are flags, not algorithms. */
  private static final Pattern FLAGS = Pattern.compile(",(kex-strict|ext-info)-[^,]*");

  static Optional<SshNegotiation> report(String line) {
    Matcher matcher = REPORT.matcher(line);
    return matcher.find()
        ? Optional.of(
            new SshNegotiation(
                matcher.group(1),
                matcher.group(2),
                FLAGS.matcher(matcher.group(3).strip()).replaceAll("")))
        : Optional.empty();
  }

  /**
   * Both offers, and what to do.
   *
   * @param ssh the command that failed
   */
  ContactException exception(Invocation ssh) throws IOException, InterruptedException {
    String option = OPTIONS.getOrDefault(kind, "Compression");
    return new ContactException(
        Kind.NO_COMMON_ALGORITHM,
        "ssh on this machine and sshd at %s have no common %s; sshd offers: %s; ssh offers: %s"
            .formatted(server, kind, offer, ours(option, ssh)),
        "add one of ssh's to %s in /etc/ssh/sshd_config there and restart sshd, or update OpenSSH on the older machine"
            .formatted(option));
  }

  private static String ours(String option, Invocation ssh)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(ssh.argv());
    argv.add(1, "-G"); // only prints the settings for the same options and host
    Invocation settings = new Invocation(argv, ssh.directory(), ssh.environment(), ssh.limit());
    List<String> lines = new ArrayList<>();
    new ZtProcessRunner().run(settings, lines::add, line -> {});
    String start = option.toLowerCase(Locale.ROOT) + " ";
    return lines.stream()
        .filter(it -> it.startsWith(start))
        .map(it -> it.substring(start.length()))
        .findFirst()
        .orElse("others");
  }
}
