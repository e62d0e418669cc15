package lab.tripleo.orchestrator;

import java.util.List;
import java.util.Optional;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A release of the Ansible distribution: ansible-core with the collections that the playbooks use.
 *
 * @param version what pip is asked for
 * @param coreVersion of ansible-core, which pip is asked for too: a release takes any of a line
 * @param from the oldest Python of this machine that it runs on
 * @param to the newest; absent where none is known to be too new
 */
record AnsibleRelease(
    String version, String coreVersion, PythonVersion from, Optional<PythonVersion> to) {

  /** One for each kind of host or of orchestrator that the newest leaves out; newest first. */
  static final List<AnsibleRelease> NEWEST_FIRST =
      List.of(
          new AnsibleRelease("12.3.0", "2.19.14", python(11), Optional.empty()),
          new AnsibleRelease("10.7.0", "2.17.14", python(10), Optional.of(python(12))),
          new AnsibleRelease("9.13.0", "2.16.19", python(10), Optional.of(python(12))),
          new AnsibleRelease("8.7.0", "2.15.13", python(9), Optional.of(python(11))));

  /** One that a lab is locked to, which need not be one of these. */
  static AnsibleRelease of(PinnedAnsible pinned) {
    return new AnsibleRelease(pinned.release(), pinned.core(), pinned.from(), pinned.to());
  }

  private static PythonVersion python(int minor) {
    return new PythonVersion(3, minor);
  }

  AnsibleCore core() {
    return AnsibleCore.of(coreVersion);
  }

  /** The distributions that pip installs, each with its version. */
  List<String> requirements() {
    return List.of("ansible==" + version, "ansible-core==" + coreVersion);
  }

  /** Whether a Python of this machine carries it. */
  boolean runsOn(PythonVersion python) {
    return python.compareTo(from) >= 0 && to.map(it -> python.compareTo(it) <= 0).orElse(true);
  }

  @Override
  public String toString() {
    return "Ansible " + version + " (" + core() + ")";
  }
}
