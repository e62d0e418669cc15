package lab.tripleo.orchestrator;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release of the package {@code ansible} and what it brings, for those who install its parts.
 *
 * @param core version of ansible-core
 * @param collections the ones that the playbooks use, with their versions
 */
public record PinnedAnsible(String release, String core, SortedMap<String, String> collections) {
  /** As {@code ansible-galaxy collection list} has it there. */
  public static final PinnedAnsible CURRENT =
      of(
          "12.3.0",
          "2.19.14",
          Map.of(
              "ansible.posix",
              "2.1.0",
              "community.general",
              "11.4.2",
              "community.libvirt",
              "2.0.0"));

  private static PinnedAnsible of(String release, String core, Map<String, String> collections) {
    return new PinnedAnsible(
        release, core, Collections.unmodifiableSortedMap(new TreeMap<>(collections)));
  }
}
