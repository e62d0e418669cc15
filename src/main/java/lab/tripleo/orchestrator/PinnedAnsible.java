package lab.tripleo.orchestrator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release of Ansible, for those who install its parts by themselves.
 *
 * @param release of the package {@code ansible}
 * @param core version of ansible-core in it
 * @param pythons which Pythons run it, for people
 * @param collections the ones that the playbooks use, with their versions in it
 */
public record PinnedAnsible(
    String release, String core, String pythons, SortedMap<String, String> collections) {
  /** What {@code ansible --version} and {@code ansible-galaxy collection list} say there. */
  static final List<PinnedAnsible> NEWEST_FIRST =
      List.of(
          new PinnedAnsible(
              "12.3.0", "2.19.14", "3.11 or newer", collections("2.1.0", "11.4.2", "2.0.0")),
          new PinnedAnsible(
              "9.13.0", "2.16.19", "3.10 to 3.12", collections("1.6.2", "8.6.8", "1.3.0")));

  private static SortedMap<String, String> collections(
      String posix, String general, String libvirt) {
    Map<String, String> versions =
        Map.of("ansible.posix", posix, "community.general", general, "community.libvirt", libvirt);
    return Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** The newest that serves a lab. */
  public static PinnedAnsible of(AnsibleChoice choice) {
    List<String> releases = choice.releases().stream().map(AnsibleRelease::version).toList();
    return NEWEST_FIRST.stream()
        .filter(it -> releases.contains(it.release()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pinned Ansible serves " + choice));
  }
}
