package lab.tripleo.orchestrator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;

/**
 * The Ansible for a lab, and the reason: the pinned release, or the newest that supports the oldest
 * Python of the hosts.
 *
 * @param oldest the host with the oldest Python; absent while no host is known
 * @param locked the pinned release, which is preferred; absent: the newest that supports the hosts
 */
public record AnsibleChoice(Optional<Host> oldest, Optional<PinnedAnsible> locked) {
  /** For hosts that are not known yet. */
  public static final AnsibleChoice NEWEST = new AnsibleChoice(Optional.empty(), Optional.empty());

  private static final String UNKNOWN =
      "it is enough until the platform of the hypervisor is known";

  /**
   * A host that Ansible manages.
   *
   * @param name for messages
   * @param python the interpreter of Ansible's modules
   */
  public record Host(String name, PythonVersion python) {
    public Host {
      if (AnsibleRelease.NEWEST_FIRST.stream().noneMatch(it -> it.core().serves(python))) {
        throw new IllegalArgumentException("no Ansible serves Python " + python.text());
      }
    }
  }

  /** For all these hosts; the reason names the first host with the oldest Python. */
  public static AnsibleChoice forHosts(List<Host> hosts) {
    return new AnsibleChoice(
        hosts.stream().min(Comparator.comparing(Host::python)), Optional.empty());
  }

  /**
   * The same choice with a pinned release.
   *
   * @param release supports the hosts
   */
  public AnsibleChoice lockedTo(PinnedAnsible release) {
    return new AnsibleChoice(oldest, Optional.of(release));
  }

  /** The releases that support the hosts: the pinned one, then the others, newest first. */
  List<AnsibleRelease> releases() {
    return Stream.concat(locked.stream().map(AnsibleRelease::of), newestFirst())
        .distinct()
        .toList();
  }

  private Stream<AnsibleRelease> newestFirst() {
    return AnsibleRelease.NEWEST_FIRST.stream().filter(it -> isServedBy(it.core()));
  }

  boolean isServedBy(AnsibleCore core) {
    return oldest.map(it -> core.serves(it.python())).orElse(true);
  }

  /** Why this one of {@link #releases} was chosen, and no newer one. */
  String reason(AnsibleRelease chosen) {
    List<AnsibleRelease> fit = releases();
    AnsibleRelease best = fit.get(0);
    boolean newest = best.equals(AnsibleRelease.NEWEST_FIRST.get(0));
    boolean held = !newestFirst().findFirst().equals(Optional.of(best));
    String reason =
        held
            ? "tripleo-lab.lock pins it"
            : oldest.map(it -> newest ? fitness() : tooOld(it)).orElse(UNKNOWN);
    return chosen.equals(best)
        ? reason
        : reason + "; no Python of this machine runs " + best + ", which is suitable too";
  }

  private String tooOld(Host host) {
    return host.name() + " has " + python() + ", which newer releases do not support";
  }

  /** Why any release that supports the hosts fits. */
  String fitness() {
    return oldest
        .map(
            it ->
                "it supports " + python() + " of " + it.name() + ", the oldest Python of the hosts")
        .orElse(UNKNOWN);
  }

  /** Why this ansible-core does not fit; absent if it fits. */
  Optional<String> objection(AnsibleCore core) {
    if (!core.isSupported()) {
      return Optional.of(core + " is older than " + AnsibleCore.OLDEST);
    }
    return isServedBy(core)
        ? Optional.empty()
        : Optional.of(
            core + " does not support " + python() + " of " + oldest.map(Host::name).orElseThrow());
  }

  private String python() {
    return "Python " + oldest.map(it -> it.python().text()).orElse("3");
  }
}
