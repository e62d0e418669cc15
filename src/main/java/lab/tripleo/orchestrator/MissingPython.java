package lab.tripleo.orchestrator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.tripleo.model.pins.PythonVersion;

/**
 * No Python of the orchestrator can run an Ansible for the lab.
 *
 * @param found the interpreters that were checked
 */
record MissingPython(AnsibleChoice choice, List<Pythons.Python> found) {
  /** The Pythons that fit, for messages: {@code Python 3.9 to 3.12}. */
  String wanted() {
    List<AnsibleRelease> fit = choice.releases();
    PythonVersion from =
        fit.stream().map(AnsibleRelease::from).min(Comparator.naturalOrder()).orElseThrow();
    boolean open = fit.stream().anyMatch(it -> it.to().isEmpty());
    Optional<PythonVersion> to =
        fit.stream().flatMap(it -> it.to().stream()).max(Comparator.naturalOrder());
    return "Python " + from.text() + (open ? " or newer" : " to " + to.orElseThrow().text());
  }

  /** The message. */
  String problem() {
    AnsibleRelease best = choice.releases().get(0);
    String here =
        found.stream().map(it -> it.version().text()).distinct().collect(Collectors.joining(", "));
    return best
        + " is needed ("
        + choice.reason(best)
        + "); it, or the next best, runs on "
        + wanted()
        + ", and this machine has "
        + (here.isEmpty() ? "none" : here);
  }

  /** The hint. */
  String remedy() {
    return "install " + wanted() + " so that it is on the PATH by its name, such as python3.11";
  }
}
