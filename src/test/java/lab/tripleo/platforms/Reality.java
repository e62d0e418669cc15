package lab.tripleo.platforms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How each task has run on each platform. */
final class Reality {
  /**
   * A task on one platform.
   *
   * @param setting what brings it; empty where it is in every lab
   * @param releases how it has run as it reads for these
   */
  record Cell(String setting, SortedMap<How, List<String>> releases) {
    /** It counts as what the weakest of its releases is. */
    How how() {
      return releases.firstKey();
    }

    String text() {
      String others =
          releases.entrySet().stream()
              .skip(1)
              .map(it -> String.join(", ", it.getValue()) + ": " + it.getKey().text())
              .collect(Collectors.joining("; "));
      return others.isEmpty() ? how().text() : how().text() + " (" + others + ")";
    }
  }

  private final Map<TaskKey, Cell> cells = new LinkedHashMap<>();

  Reality(List<PlatformTask> tasks, Collection<Claim> claims, List<StandIn> standIns) {
    Map<TaskKey, SortedMap<How, List<String>>> releases = new LinkedHashMap<>();
    Map<TaskKey, String> settings = new HashMap<>();
    Map<List<Object>, List<Claim>> byText = new HashMap<>();
    for (Claim claim : claims) {
      byText
          .computeIfAbsent(List.of(claim.task().key(), claim.text()), it -> new ArrayList<>())
          .add(claim);
    }
    for (PlatformTask task : tasks) {
      How how =
          byText.getOrDefault(List.of(task.key(), task.text()), List.of()).stream()
              .flatMap(it -> it.tests().stream())
              .map(test -> How.ran(names(standIns, task.key(), test)))
              .max(How.BY_STRENGTH)
              .orElse(How.LINTED);
      settings.merge(task.key(), task.setting(), (a, b) -> a.isEmpty() ? a : b);
      releases
          .computeIfAbsent(task.key(), it -> new TreeMap<>(How.BY_STRENGTH))
          .computeIfAbsent(how, it -> new ArrayList<>())
          .addAll(task.releases());
    }
    releases.forEach((key, it) -> cells.put(key, new Cell(settings.get(key), it)));
  }

  private static SortedSet<String> names(List<StandIn> standIns, TaskKey key, String test) {
    return standIns.stream()
        .filter(it -> it.isFor(key, test))
        .map(StandIn::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All tasks, in the order of the list. */
  Map<TaskKey, Cell> cells() {
    return cells;
  }

  /** How many tasks of a platform and stage ran like this; of all stages where there is none. */
  long count(String platform, String stage, How.Kind kind) {
    return cells.entrySet().stream()
        .filter(it -> it.getKey().platform().equals(platform))
        .filter(it -> stage.isEmpty() || it.getKey().stage().equals(stage))
        .filter(it -> it.getValue().how().kind() == kind)
        .count();
  }
}
