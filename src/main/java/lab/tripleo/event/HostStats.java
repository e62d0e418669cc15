package lab.tripleo.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** A host's line in Ansible's recap: numbers of tasks. */
public record HostStats(
    int ok, int changed, int failed, int unreachable, int skipped, int rescued, int ignored) {

  public static final HostStats NONE = of(name -> 0);

  /**
   * The numbers by their names in the recap.
   *
   * @param number of a name
   */
  public static HostStats of(ToIntFunction<String> number) {
    return new HostStats(
        number.applyAsInt("ok"),
        number.applyAsInt("changed"),
        number.applyAsInt("failed"),
        number.applyAsInt("unreachable"),
        number.applyAsInt("skipped"),
        number.applyAsInt("rescued"),
        number.applyAsInt("ignored"));
  }

  /** The numbers by their names, in the order of the recap. */
  public Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("ok", ok);
    numbers.put("changed", changed);
    numbers.put("failed", failed);
    numbers.put("unreachable", unreachable);
    numbers.put("skipped", skipped);
    numbers.put("rescued", rescued);
    numbers.put("ignored", ignored);
    return numbers;
  }

  /** The sums of the numbers. */
  public HostStats plus(HostStats other) {
    return new HostStats(
        ok + other.ok,
        changed + other.changed,
        failed + other.failed,
        unreachable + other.unreachable,
        skipped + other.skipped,
        rescued + other.rescued,
        ignored + other.ignored);
  }

  public boolean isBad() {
    return failed > 0 || unreachable > 0;
  }

  /** Tasks that ran or were skipped; 0 if no task reached the host. */
  public int total() {
    return ok + failed + unreachable + skipped + rescued + ignored;
  }
}
