package lab.tripleo.platforms;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a task has run.
 *
 * @param standIns what took the place of something that it calls; empty where nothing did
 */
record How(Kind kind, SortedSet<String> standIns) {
  /** From the weakest to the strongest. */
  enum Kind {
    LINTED,
    MODELLED,
    STAND_IN,
    REAL
  }

  static final How LINTED = new How(Kind.LINTED, new TreeSet<>());

  /** The best that was seen of a task: for real, or with the fewest stand-ins. */
  static final Comparator<How> BY_STRENGTH =
      Comparator.comparing(How::kind)
          .thenComparing(it -> -it.standIns().size())
          .thenComparing(it -> String.join(" ", it.standIns()), Comparator.reverseOrder());

  static How ran(SortedSet<String> standIns) {
    if (standIns.contains(StandIn.MODEL)) {
      return new How(Kind.MODELLED, standIns);
    }
    return new How(standIns.isEmpty() ? Kind.REAL : Kind.STAND_IN, standIns);
  }

  String text() {
    return switch (kind) {
      case LINTED -> "linted";
      case MODELLED -> "modelled";
      case STAND_IN -> "stand-in: " + String.join(", ", standIns);
      case REAL -> "real";
    };
  }
}
