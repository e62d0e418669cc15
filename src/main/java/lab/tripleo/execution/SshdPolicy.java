package lab.tripleo.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.execution.SshdAnswers.Account;
import lab.tripleo.execution.SshdAnswers.Setting;
import lab.tripleo.model.HypervisorAddress.Remote;

/**
 * What the hypervisor's sshd allows root and stack, compared with what the lab needs. An option
 * that sshd did not report is not judged.
 */
public final class SshdPolicy {
  private static final String ROOT = "root";
  private static final String STACK = "stack";
  private static final Set<String> BOTH = Set.of(ROOT, STACK);

  /** The groups of stack after {@code run prepare}. */
  private static final List<String> GROUPS_OF_STACK = List.of(STACK, "kvm");

  private static final String KEYS = ".ssh/authorized_keys";

  private final SshdAnswers answers;

  private SshdPolicy(SshdAnswers answers) {
    this.answers = answers;
  }

  /**
   * What the lab needs.
   *
   * @param keyTypes the types of the lab's keys by user: root, and stack if that user is needed too
   * @param tripleo address of the virtual machine, if it is known
   */
  public record Needs(Map<String, String> keyTypes, Optional<String> tripleo) {
    public Needs {
      keyTypes = Map.copyOf(keyTypes);
    }
  }

  /** Reads the output of the script {@code execution/sshd-policy}; it may be empty. */
  static SshdPolicy parse(List<String> lines) {
    return new SshdPolicy(SshdAnswers.parse(lines));
  }

  /**
   * An option and what the lab needs of it.
   *
   * @param users the accounts that need it
   * @param remedy how to allow it
   */
  private record Rule(String option, Set<String> users, Predicate<Account> allows, String remedy) {}

  /** An option that forbids something, and the accounts that it concerns. */
  private record Refusal(Rule rule, String value) {}

  /** Throws if the lab needs more than sshd allows; the message has all problems. */
  public void require(Remote at, Needs needs) throws ContactException {
    List<String> problems = problems(needs);
    if (!problems.isEmpty()) {
      throw new ContactException(
          Kind.FORBIDDEN_BY_SSHD,
          "the configuration of sshd on "
              + at
              + " forbids what the lab needs:\n  - "
              + String.join("\n  - ", problems),
          "change sshd's configuration there (a block `Match User root,stack` limits the change to"
              + " these accounts), reload sshd, and run again");
    }
  }

  /** All problems, a sentence without a full stop each. */
  public List<String> problems(Needs needs) {
    Map<Refusal, List<String>> found = new LinkedHashMap<>();
    for (Rule rule : rules(needs)) {
      for (Account account : answers.accounts()) {
        boolean needed =
            needs.keyTypes().containsKey(account.user()) && rule.users().contains(account.user());
        if (needed && !rule.allows().test(account)) {
          Refusal refusal = new Refusal(rule, String.join(" ", account.words(rule.option())));
          found.computeIfAbsent(refusal, none -> new ArrayList<>()).add(account.user());
        }
      }
    }
    return found.entrySet().stream().map(it -> sentence(it.getKey(), it.getValue())).toList();
  }

  private static List<Rule> rules(Needs needs) {
    return Stream.of(logins(), keys(needs), sessions(), forwarding(needs.tripleo()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> logins() {
    return List.of(
        new Rule(
            "PermitRootLogin",
            Set.of(ROOT),
            in("PermitRootLogin", "yes", "prohibit-password", "without-password"),
            "set it to prohibit-password"),
        new Rule("DenyUsers", BOTH, it -> !isDenied(it), "it must match neither root nor stack"),
        new Rule("AllowUsers", BOTH, SshdPolicy::isAllowed, "add root and stack to it"),
        new Rule(
            "DenyGroups",
            BOTH,
            it -> !SshdPatterns.anyMatches(it.words("DenyGroups"), groups(it)),
            "it must match none of their groups (stack will be in stack and kvm)"),
        new Rule(
            "AllowGroups",
            BOTH,
            it ->
                it.words("AllowGroups").isEmpty()
                    || SshdPatterns.anyMatches(it.words("AllowGroups"), groups(it)),
            "add groups root and stack to it"));
  }

  private static List<Rule> keys(Needs needs) {
    return List.of(
        new Rule("PubkeyAuthentication", BOTH, in("PubkeyAuthentication", "yes"), "set it to yes"),
        acceptsKeyType("PubkeyAcceptedAlgorithms", needs),
        acceptsKeyType("PubkeyAcceptedKeyTypes", needs),
        new Rule(
            "AuthenticationMethods",
            BOTH,
            in("AuthenticationMethods", "any", "publickey"),
            "add the single method publickey to it"),
        new Rule("AuthorizedKeysFile", BOTH, SshdPolicy::readsKeys, "add " + KEYS + " to it"));
  }

  private static Rule acceptsKeyType(String option, Needs needs) {
    return new Rule(
        option,
        BOTH,
        it ->
            it.words(option).isEmpty()
                || SshdPatterns.anyMatches(
                    List.of(it.words(option).get(0).split(",", -1)),
                    signatures(needs.keyTypes().get(it.user()))),
        "add the types of the lab's keys to it: "
            + String.join(", ", new TreeSet<>(needs.keyTypes().values())));
  }

  /** The algorithms that a key of a type can sign with. */
  private static List<String> signatures(String keyType) {
    return keyType.equals("ssh-rsa")
        ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")
        : List.of(keyType);
  }

  private static List<Rule> sessions() {
    return List.of(
        new Rule("ForceCommand", BOTH, in("ForceCommand", "none"), "set it to none"),
        new Rule("ChrootDirectory", BOTH, in("ChrootDirectory", "none"), "set it to none"),
        // Ansible shares a connection, but opens one session at a time.
        new Rule(
            "MaxSessions",
            BOTH,
            it -> !it.words("MaxSessions").contains("0"),
            "set it to 1 or more"));
  }

  /** The connection to the virtual machine goes through stack. */
  private static List<Rule> forwarding(Optional<String> tripleo) {
    String target = tripleo.map(it -> it + ":22").orElse("the virtual machine's port 22");
    return List.of(
        new Rule("DisableForwarding", Set.of(STACK), in("DisableForwarding", "no"), "set it to no"),
        new Rule(
            "AllowTcpForwarding",
            Set.of(STACK),
            in("AllowTcpForwarding", "yes", "local", "all"),
            "set it to local or yes: the virtual machine tripleo is reached through stack"),
        new Rule(
            "PermitOpen",
            Set.of(STACK),
            it ->
                it.words("PermitOpen").isEmpty()
                    || it.words("PermitOpen").contains("any")
                    || tripleo.isEmpty()
                    || it.words("PermitOpen").stream().anyMatch(each -> opens(each, tripleo.get())),
            "add " + target + " to it, the virtual machine tripleo"));
  }

  private static Predicate<Account> in(String option, String... values) {
    return it ->
        it.words(option).isEmpty()
            || it.words(option).stream().anyMatch(each -> List.of(values).contains(each));
  }

  private static boolean isDenied(Account account) {
    return account.words("DenyUsers").stream()
        .anyMatch(it -> SshdPatterns.isAbout(account, it, false));
  }

  private static boolean isAllowed(Account account) {
    List<String> allowed = account.words("AllowUsers");
    return allowed.isEmpty()
        || allowed.stream().anyMatch(it -> SshdPatterns.isAbout(account, it, true));
  }

  private static List<String> groups(Account account) {
    return Stream.concat(
            account.groups().stream(),
            account.user().equals(STACK) ? GROUPS_OF_STACK.stream() : Stream.of())
        .toList();
  }

  private static boolean readsKeys(Account account) {
    String home = account.user().equals(ROOT) ? "/root" : "/home/" + account.user();
    List<String> files = account.words("AuthorizedKeysFile");
    return files.isEmpty()
        || files.stream()
            .map(it -> it.replace("%h", home).replace("%u", account.user()).replace("%%", "%"))
            .map(it -> it.startsWith("/") ? it : home + "/" + it)
            .anyMatch(it -> it.equals(home + "/" + KEYS));
  }

  private static boolean opens(String entry, String address) {
    int colon = entry.lastIndexOf(':');
    String host = colon < 0 ? entry : entry.substring(0, colon).replaceAll("[\\[\\]]", "");
    String port = colon < 0 ? "" : entry.substring(colon + 1);
    return Set.of("*", address).contains(host) && Set.of("*", "22").contains(port);
  }

  private String sentence(Refusal refusal, List<String> users) {
    return "%s %s (%s), for %s: %s"
        .formatted(
            refusal.rule().option(),
            refusal.value(),
            place(refusal),
            String.join(" and ", users),
            refusal.rule().remedy());
  }

  /** The lines that set the value; without such a line, those that set the option. */
  private String place(Refusal refusal) {
    List<Setting> same =
        answers.settings().stream()
            .filter(it -> it.option().equalsIgnoreCase(refusal.rule().option()))
            .toList();
    List<Setting> exact =
        same.stream().filter(it -> it.value().equalsIgnoreCase(refusal.value())).toList();
    String places =
        (exact.isEmpty() ? same : exact)
            .stream().map(Setting::place).collect(Collectors.joining(", "));
    return places.isEmpty() ? "not found in its configuration files" : places;
  }
}
