package lab.tripleo.configuration.catalogue;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Release;

/**
 * The platforms and releases to choose from. A name whose file has errors is known too, so that it
 * is not also reported as unknown.
 */
public final class Catalogue {
  private final Map<String, Optional<Platform>> platforms = new LinkedHashMap<>();
  private final Map<String, Optional<Entry>> releases = new LinkedHashMap<>();

  /**
   * A release in the catalogue.
   *
   * @param released month of the release; later is newer
   * @param subscription whether its packages need a subscription; never selected automatically
   */
  record Entry(Release release, YearMonth released, boolean subscription) {}

  void addPlatform(String name, Optional<Platform> platform) {
    platforms.put(name, platform);
  }

  void addRelease(String name, Optional<Entry> release) {
    releases.put(name, release);
  }

  public List<String> platformNames() {
    return List.copyOf(platforms.keySet());
  }

  public List<String> releaseNames() {
    return List.copyOf(releases.keySet());
  }

  public List<Platform> platforms() {
    return platforms.values().stream().flatMap(Optional::stream).toList();
  }

  /** Whether every release could be read. */
  public boolean isComplete() {
    return releases.values().stream().allMatch(Optional::isPresent);
  }

  /** Empty when it is unknown or has errors. */
  public Optional<Platform> platform(String name) {
    return platforms.getOrDefault(name, Optional.empty());
  }

  /** Empty when it is unknown or has errors. */
  public Optional<Release> release(String name) {
    return entry(name).map(Entry::release);
  }

  /** Empty when it is unknown or has errors. */
  Optional<Entry> entry(String name) {
    return releases.getOrDefault(name, Optional.empty());
  }

  /** The releases that support a platform, oldest first. */
  public List<Release> releasesFor(String platform) {
    return entriesFor(platform).stream().map(Entry::release).toList();
  }

  /** The newest release that supports a platform and needs no subscription. */
  public Optional<Release> newestFor(String platform) {
    return entriesFor(platform).stream()
        .filter(it -> !it.subscription())
        .reduce((older, newer) -> newer)
        .map(Entry::release);
  }

  /** Names of the releases that meet a condition. */
  public List<String> releasesWhere(Predicate<Release> condition) {
    return releases.values().stream()
        .flatMap(Optional::stream)
        .map(Entry::release)
        .filter(condition)
        .map(Release::name)
        .toList();
  }

  private List<Entry> entriesFor(String platform) {
    return releases.values().stream()
        .flatMap(Optional::stream)
        .filter(it -> it.release().platforms().contains(platform))
        .sorted(Comparator.comparing(Entry::released).thenComparing(it -> it.release().name()))
        .toList();
  }
}
