package lab.tripleo.platforms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was claimed before, against what the tests of this time have run. A claim is dropped when
 * its task is gone or reads otherwise, when its tests are gone, and when all of its tests ran this
 * time and none came to the task: it is contradicted then. Tasks that depend on what is found on
 * the host are spared that, for a test may come to them by chance: these stay, and are only told.
 */
final class Claims {
  private final Map<TaskKey, Map<String, PlatformTask>> tasks = new LinkedHashMap<>();
  private final SortedMap<String, Claim> all = new TreeMap<>();
  private final List<RanTask> contradicted = new ArrayList<>();
  private final List<RanTask> missed = new ArrayList<>();
  private final List<RanTask> gained = new ArrayList<>();
  private final SortedSet<String> unknown = new TreeSet<>();

  /**
   * Compares both.
   *
   * @param before claims that were made before
   * @param found what each test class that ran this time has run
   * @param existing the test classes that there are
   */
  Claims(
      List<PlatformTask> tasks,
      List<Claim> before,
      Map<String, ? extends Collection<RanTask>> found,
      Set<String> existing) {
    for (PlatformTask task : tasks) {
      for (String release : task.releases()) {
        this.tasks.computeIfAbsent(task.key(), it -> new LinkedHashMap<>()).put(release, task);
      }
    }
    before.forEach(it -> keep(it, existing));
    Set<String> claimed = Set.copyOf(all.keySet());
    found.forEach((test, some) -> some.forEach(it -> add(it, test)));
    Set<RanTask> ran = new java.util.HashSet<>();
    found.values().forEach(ran::addAll);
    for (Claim claim : List.copyOf(all.values())) {
      if (!claimed.contains(id(claim.task()))) {
        gained.add(claim.task());
      } else if (!ran.contains(claim.task()) && found.keySet().containsAll(claim.tests())) {
        if (task(claim.task()).orElseThrow().conditional()) {
          missed.add(claim.task());
        } else {
          contradicted.add(claim.task());
          all.remove(id(claim.task()));
        }
      }
    }
  }

  private void keep(Claim claim, Set<String> existing) {
    SortedSet<String> tests = new TreeSet<>(claim.tests());
    tests.retainAll(existing);
    boolean reads = task(claim.task()).filter(it -> it.text().equals(claim.text())).isPresent();
    if (reads && !tests.isEmpty()) {
      all.put(id(claim.task()), new Claim(claim.task(), claim.text(), tests));
    }
  }

  private void add(RanTask ran, String test) {
    Optional<PlatformTask> task = task(ran);
    if (task.isEmpty()) {
      unknown.add(ran.line());
      return;
    }
    SortedSet<String> tests = new TreeSet<>(Set.of(test));
    Optional.ofNullable(all.get(id(ran))).ifPresent(it -> tests.addAll(it.tests()));
    all.put(id(ran), new Claim(ran, task.get().text(), tests));
  }

  private Optional<PlatformTask> task(RanTask ran) {
    return Optional.ofNullable(tasks.getOrDefault(ran.key(), Map.of()).get(ran.release()));
  }

  private static String id(RanTask task) {
    return task.line();
  }

  /** All that hold, in one order. */
  List<Claim> all() {
    return List.copyOf(all.values());
  }

  /** Those that were made before, and hold. */
  List<Claim> known() {
    return all.values().stream().filter(it -> !gained.contains(it.task())).toList();
  }

  /** To what a test came for the first time. */
  List<RanTask> gained() {
    return List.copyOf(gained);
  }

  /** The claims that this run of the tests has contradicted. */
  List<RanTask> contradicted() {
    return List.copyOf(contradicted);
  }

  /** Those to which no test came this time, although it might have. */
  List<RanTask> missed() {
    return List.copyOf(missed);
  }

  /** What ran and is no task of a list: tests change settings that tasks have in their names. */
  Set<String> unknown() {
    return Set.copyOf(unknown);
  }
}
