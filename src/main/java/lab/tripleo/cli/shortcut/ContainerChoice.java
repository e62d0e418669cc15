package lab.tripleo.cli.shortcut;

import java.util.Comparator;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/** Which container a name stands for. */
final class ContainerChoice {
  private ContainerChoice() {}

  /**
   * The container of exactly that name, or the only one whose name has it as a part.
   *
   * @param known all that there are
   * @param kind what they are, for the message
   */
  static String of(String name, List<String> known, String kind) throws UserError {
    if (known.contains(name)) {
      return name;
    }
    List<String> parts = known.stream().filter(it -> it.contains(name)).sorted().toList();
    if (parts.size() == 1 && !name.isEmpty()) {
      return parts.get(0);
    }
    List<String> shown = parts.isEmpty() ? byLikeness(name, known) : parts;
    throw new UserError(
        ExitCode.USAGE,
        parts.isEmpty()
            ? "none of the " + kind + " is named '" + name + "'"
            : "'" + name + "' is a part of several names of " + kind,
        shown.isEmpty() ? "there are none" : "there are " + String.join(", ", shown),
        null);
  }

  /** Those that begin alike come first: a slip of the hand is seldom in the first letters. */
  private static List<String> byLikeness(String name, List<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparing((String it) -> -alike(it, name))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int alike(String a, String b) {
    int count = 0;
    while (count < Math.min(a.length(), b.length()) && a.charAt(count) == b.charAt(count)) {
      count++;
    }
    return count;
  }
}
