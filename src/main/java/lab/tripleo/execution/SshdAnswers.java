package lab.tripleo.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the script {@code execution/sshd-policy} found out.
 *
 * @param accounts empty where sshd could not be asked
 * @param settings the lines of sshd's configuration files
 */
record SshdAnswers(List<Account> accounts, List<Setting> settings) {
  private static final String USER = "== user ";
  private static final String GROUPS = "== groups ";
  private static final String AT = "== at ";

  /**
   * An account that logs in from this machine.
   *
   * @param address of this machine, as sshd sees it
   * @param host the name that sshd has for the address; the address itself without name look-up
   * @param groups empty for an account that does not exist yet
   * @param options values by name in lower case, as {@code sshd -T} prints them
   */
  record Account(
      String user,
      String address,
      String host,
      List<String> groups,
      Map<String, List<String>> options) {

    /** The words of an option; nothing where this sshd does not have it, or has no value for it. */
    List<String> words(String option) {
      return options.getOrDefault(option.toLowerCase(Locale.ROOT), List.of()).stream()
          .flatMap(it -> List.of(it.split("\\s+")).stream())
          .filter(it -> !it.isEmpty())
          .toList();
    }
  }

  /**
   * A line of a configuration file.
   *
   * @param place file and line number
   */
  record Setting(String place, String option, String value) {
    /** Reads {@code FILE:LINE:TEXT}. */
    static Optional<Setting> parse(String text) {
      String[] parts = text.split(":", 3);
      if (parts.length < 3) {
        return Optional.empty();
      }
      String[] words = parts[2].strip().split("[\\s=]+", 2);
      String value = words.length < 2 ? "" : words[1].strip();
      return Optional.of(new Setting(parts[0] + ":" + parts[1], words[0], value));
    }
  }

  /** Reads the script's output. */
  static SshdAnswers parse(List<String> lines) {
    List<Account> accounts = new ArrayList<>();
    List<Setting> settings = new ArrayList<>();
    Map<String, List<String>> options = new HashMap<>();
    String[] user = {};
    for (String line : lines) {
      if (line.startsWith(USER)) {
        user = line.substring(USER.length()).split(" ", 3);
        options = new HashMap<>();
      } else if (line.startsWith(GROUPS) && user.length == 3) {
        List<String> groups = List.of(line.substring(GROUPS.length()).strip().split("\\s+"));
        accounts.add(new Account(user[0], user[1], user[2], groups, options));
      } else if (line.startsWith(AT)) {
        Setting.parse(line.substring(AT.length())).ifPresent(settings::add);
      } else {
        String[] words = line.split(" ", 2);
        options
            .computeIfAbsent(words[0], none -> new ArrayList<>())
            .add(words.length < 2 ? "" : words[1]);
      }
    }
    return new SshdAnswers(List.copyOf(accounts), List.copyOf(settings));
  }
}
