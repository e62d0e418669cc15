package lab.tripleo.platforms;

import java.util.Collection;
import java.util.List;

/** One order out of several. */
final class Order {
  private Order() {}

  /** Puts what is new behind what it follows. */
  static <T> void merge(List<T> all, Collection<T> some) {
    int at = 0;
    for (T each : some) {
      int known = all.indexOf(each);
      if (known < 0) {
        all.add(at, each);
        known = at;
      }
      at = known + 1;
    }
  }
}
