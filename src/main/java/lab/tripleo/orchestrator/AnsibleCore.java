package lab.tripleo.orchestrator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A minor version of ansible-core. It determines the Pythons of hosts, according to Ansible's
 * support matrix.
 *
 * @param minor the second number of the version: 19 for 2.19
 */
record AnsibleCore(int minor) {
  /** The oldest that the playbooks support. */
  static final AnsibleCore OLDEST = new AnsibleCore(15);

  private static final Pattern SAID = Pattern.compile("core 2\\.(\\d{1,4})");

  /** Reads the output of {@code ansible-playbook --version}. */
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

  /** Whether its modules support a host's Python. */
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
