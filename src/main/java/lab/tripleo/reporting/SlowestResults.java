package lab.tripleo.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The results that took longest, however many there were. */
final class SlowestResults {
  private static final int MOST = 3;
  private static final Comparator<RunState.Done> LONGEST_FIRST =
      Comparator.comparing(RunState.Done::took).reversed();

  private final List<RunState.Done> kept = new ArrayList<>();

  void add(RunState.Done result) {
    if (kept.size() == MOST && result.took().compareTo(kept.get(MOST - 1).took()) <= 0) {
      return;
    }
    kept.add(result);
    kept.sort(LONGEST_FIRST);
    if (kept.size() > MOST) {
      kept.remove(MOST);
    }
  }

  /** Up to three, the longest first; of two that took as long, the earlier one first. */
  List<RunState.Done> list() {
    return List.copyOf(kept);
  }
}
