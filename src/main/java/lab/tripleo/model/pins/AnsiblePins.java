package lab.tripleo.model.pins;

import java.util.Optional;

/** The releases of Ansible that the program knows. */
public interface AnsiblePins {

  /**
   * The newest release that works with a host's Python.
   *
   * @param oldest the oldest Python of the lab's hosts
   */
  PinnedAnsible newestFor(PythonVersion oldest);

  /**
   * Why a version of ansible-core does not suit hosts with this Python; absent if it does.
   *
   * @param core its version, such as {@code 2.19.14}
   */
  Optional<String> objection(String core, PythonVersion oldest);
}
