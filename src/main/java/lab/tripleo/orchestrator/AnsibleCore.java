package lab.tripleo.orchestrator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A line of ansible-core, which decides on the Pythons that its modules run on. The bounds are
 * those of Ansible's own support matrix.
 *
 * @param minor of 2.x
 */
record AnsibleCore(int minor) {
  /** The oldest that the playbooks are kept working on. */
  static final AnsibleCore OLDEST = new AnsibleCore(15);

  private static final Pattern SAID = Pattern.compile("core 2\\.(\\d{1,4})");

  /** What `ansible-playbook --version` says. */
  static Optional<AnsibleCore> saidIn(String output) {
    Matcher core = SAID.matcher(output);
    return core.find()
        ? Optional.of(new AnsibleCore(Integer.parseInt(core.group(1))))
        : Optional.empty();
  }

  /**
   * @param version such as {@code 2.19.14}
   */
  static AnsibleCore of(String version) {
    return new AnsibleCore(Integer.parseInt(version.split("\\.", -1)[1]));
  }

  boolean isSupported() {
    return minor >= OLDEST.minor;
  }

  /** Whether its modules run on a host's Python. */
  boolean serves(PythonVersion python) {
    return python.compareTo(oldestServed()) >= 0;
  }

  private PythonVersion oldestServed() {
    if (minor <= 16) {
      return new PythonVersion(2, 7);
    }
    if (minor == 17) {
      return new PythonVersion(3, 7);
    }
    return minor <= 19 ? new PythonVersion(3, 8) : new PythonVersion(3, 9);
  }

  @Override
  public String toString() {
    return "ansible-core 2." + minor;
  }
}
