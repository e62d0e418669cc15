package lab.tripleo.orchestrator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;

/** The releases of Ansible with known versions of ansible-core and collections. */
public final class PinnedReleases implements AnsiblePins {
  /** From the output of {@code ansible --version} and {@code ansible-galaxy collection list}. */
  private static final List<PinnedAnsible> NEWEST_FIRST =
      List.of(
          pinned("12.3.0", collections("2.1.0", "11.4.2", "2.0.0")),
          pinned("9.13.0", collections("1.6.2", "8.6.8", "1.3.0")));

  private static PinnedAnsible pinned(String release, SortedMap<String, String> collections) {
    return AnsibleRelease.NEWEST_FIRST.stream()
        .filter(it -> it.version().equals(release))
        .findFirst()
        .map(it -> new PinnedAnsible(release, it.coreVersion(), it.from(), it.to(), collections))
        .orElseThrow();
  }

  private static SortedMap<String, String> collections(
      String posix, String general, String libvirt) {
    return new TreeMap<>(
        Map.of("ansible.posix", posix, "community.general", general, "community.libvirt", libvirt));
  }

  @Override
  public PinnedAnsible newestFor(PythonVersion oldest) {
    return NEWEST_FIRST.stream()
        .filter(it -> AnsibleCore.of(it.core()).serves(oldest))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pinned Ansible serves " + oldest));
  }

  @Override
  public Optional<String> objection(String core, PythonVersion oldest) {
    return AnsibleChoice.forHosts(List.of(new AnsibleChoice.Host("the hosts", oldest)))
        .objection(AnsibleCore.of(core));
  }
}
