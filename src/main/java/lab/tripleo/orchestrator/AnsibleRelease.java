package lab.tripleo.orchestrator;

import java.util.List;
import java.util.Optional;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A release of the Ansible distribution: ansible-core with the collections that the playbooks use.
 *
 * @param version of the package {@code ansible} that pip installs
 * @param coreVersion of ansible-core, passed to pip too, because a release accepts every patch
 *     version
 * @param from the oldest Python of the orchestrator that it supports
 * @param to the newest Python that it supports; absent if no limit is known
 */
record AnsibleRelease(
    String version, String coreVersion, PythonVersion from, Optional<PythonVersion> to) {

  /**
   * The newest release, then one for each kind of host or orchestrator that it does not support.
   */
  static final List<AnsibleRelease> NEWEST_FIRST =
      List.of(
          new AnsibleRelease("12.3.0", "2.19.14", python(11), Optional.empty()),
          new AnsibleRelease("10.7.0", "2.17.14", python(10), Optional.of(python(12))),
          new AnsibleRelease("9.13.0", "2.16.19", python(10), Optional.of(python(12))),
          new AnsibleRelease("8.7.0", "2.15.13", python(9), Optional.of(python(11))));

  /** A pinned release, which need not be in {@link #NEWEST_FIRST}. */
  static AnsibleRelease of(PinnedAnsible pinned) {
    return new AnsibleRelease(pinned.release(), pinned.core(), pinned.from(), pinned.to());
  }

  private static PythonVersion python(int minor) {
    return new PythonVersion(3, minor);
  }

  AnsibleCore core() {
    return AnsibleCore.of(coreVersion);
  }

  /** The packages that pip installs, with their versions. */
  List<String> requirements() {
    return List.of("ansible==" + version, "ansible-core==" + coreVersion);
  }

  /** Whether it supports this Python of the orchestrator. */
  boolean runsOn(PythonVersion python) {
    return python.compareTo(from) >= 0 && to.map(it -> python.compareTo(it) <= 0).orElse(true);
  }

  @Override
  public String toString() {
    return "Ansible " + version + " (" + core() + ")";
  }
}
