package lab.tripleo.cli.shortcut;

import java.util.Comparator;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/** Finds the container that a user names. */
final class ContainerChoice {
  private ContainerChoice() {}

  /**
   * The container of exactly that name, or the only one whose name contains it.
   *
   * @param known the names of all containers
   * @param kind what to call them in the message, in the plural
   */
  static String of(String name, List<String> known, String kind) throws UserError {
    if (known.contains(name)) {
      return name;
    }
    List<String> parts = known.stream().filter(it -> it.contains(name)).sorted().toList();
    if (parts.size() == 1 && !name.isEmpty()) {
      return parts.get(0);
    }
    List<String> shown = parts.isEmpty() ? byCommonPrefix(name, known) : parts;
    throw new UserError(
        ExitCode.USAGE,
        parts.isEmpty()
            ? "no " + kind + " match '" + name + "'"
            : "several " + kind + " match '" + name + "'",
        shown.isEmpty()
            ? "there are no " + kind
            : (parts.isEmpty() ? "there are " : "name one of ") + String.join(", ", shown));
  }

  /** The names with the longest common prefix first: a typing error is seldom at the start. */
  private static List<String> byCommonPrefix(String name, List<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparing((String it) -> -commonPrefix(it, name))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int commonPrefix(String a, String b) {
    int count = 0;
    while (count < Math.min(a.length(), b.length()) && a.charAt(count) == b.charAt(count)) {
      count++;
    }
    return count;
  }
}
