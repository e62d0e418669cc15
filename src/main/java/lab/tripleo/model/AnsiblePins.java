package lab.tripleo.model;

import java.util.Optional;

/** What the program knows of releases of Ansible, for those who only have to ask. */
public interface AnsiblePins {

  /**
   * The newest that works with a host's Python.
   *
   * @param oldest of the lab's hosts
   */
  PinnedAnsible newestFor(PythonVersion oldest);

  /**
   * What is wrong with an ansible-core for hosts of this Python, if anything is.
   *
   * @param core its version, such as {@code 2.19.14}
   */
  Optional<String> objection(String core, PythonVersion oldest);
}
