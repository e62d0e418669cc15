package lab.tripleo.execution;

import java.util.Collection;
import java.util.List;
import lab.tripleo.execution.SshdAnswers.Account;

/** Patterns of sshd_config, where * and ? are wildcards. */
final class SshdPatterns {
  private SshdPatterns() {}

  static boolean matches(String pattern, String text) {
    String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return text.matches(regex);
  }

  static boolean anyMatches(Collection<String> patterns, Collection<String> texts) {
    return patterns.stream().anyMatch(it -> texts.stream().anyMatch(text -> matches(it, text)));
  }

  /**
   * Whether an entry USER or USER@HOST of AllowUsers or DenyUsers is about an account.
   *
   * @param unsure the answer for a host part that is more than one pattern: a list, or a network
   */
  static boolean isAbout(Account account, String entry, boolean unsure) {
    int at = entry.lastIndexOf('@');
    String user = at < 0 ? entry : entry.substring(0, at);
    if (!matches(user, account.user())) {
      return false;
    }
    String host = at < 0 ? "*" : entry.substring(at + 1);
    boolean simple = host.chars().noneMatch(it -> it == '/' || it == ',' || it == '!');
    return simple ? anyMatches(List.of(host), List.of(account.host(), account.address())) : unsure;
  }
}
