package lab.tripleo.model.pins;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release of Ansible with its ansible-core and collections.
 *
 * @param release of the package {@code ansible}
 * @param core its version of ansible-core, such as {@code 2.19.14}
 * @param from the oldest Python that runs it
 * @param to the newest Python that runs it; absent if none is known to be too new
 * @param collections those that the playbooks use, with their versions
 */
public record PinnedAnsible(
    String release,
    String core,
    PythonVersion from,
    Optional<PythonVersion> to,
    SortedMap<String, String> collections) {
  /** The collections that the playbooks use. */
  public static final List<String> COLLECTIONS =
      List.of("ansible.posix", "community.general", "community.libvirt");

  private static final PythonVersion IMAGE_PYTHON = new PythonVersion(3, 11);

  public PinnedAnsible {
    collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
  }

  /** The Python that runs it in an image of Enterprise Linux 9: 3.11, or newer if it needs that. */
  public PythonVersion pythonOfImage() {
    return from.compareTo(IMAGE_PYTHON) > 0 ? from : IMAGE_PYTHON;
  }

  /**
   * The versions of Python that run it, for people: {@code 3.10 to 3.12} or {@code 3.11 or newer}.
   */
  public String pythons() {
    return from.text() + to.map(it -> " to " + it.text()).orElse(" or newer");
  }
}
