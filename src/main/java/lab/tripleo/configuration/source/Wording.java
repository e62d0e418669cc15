package lab.tripleo.configuration.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Quotes and suggestions for messages. */
public final class Wording {
  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_COMPARED = 64;

  private Wording() {}

  /** The user's text in quotes; truncated if it is too long for a message. */
  public static String quote(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST_SHOWN) {
      return "'" + text + "'";
    }
    return "'" + text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…'";
  }

  /** "did you mean 'x'?" if one of the names is similar, else the given text. */
  public static String didYouMean(String wrong, Collection<String> names, String otherwise) {
    return nearest(wrong, names).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
  }

  /** "known: a, b, c", or the most similar name. */
  public static String didYouMean(String wrong, Collection<String> names) {
    return didYouMean(wrong, names, "known: " + String.join(", ", names));
  }

  public static Optional<String> nearest(String wrong, Collection<String> names) {
    if (wrong.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    String given = wrong.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> distance(given, name.toLowerCase(Locale.ROOT)) <= tolerance(name))
        .min(
            Comparator.comparing((String name) -> distance(given, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int tolerance(String name) {
    return Math.max(1, name.length() / 3);
  }

  /** The number of changed, missing, additional or swapped letters. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (isSwap(a, b, i, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
