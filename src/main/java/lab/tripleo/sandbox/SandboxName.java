package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.util.Locale;
import lab.tripleo.files.Sha256;

/** Names of a lab's objects in docker; the folder's hash keeps two labs of one name apart. */
record SandboxName(String container) {
  static SandboxName of(String labName, Path labFolder) {
    String folder = labFolder.toAbsolutePath().normalize().toString();
    String hash = Sha256.of(folder).hex(8);
    return new SandboxName("tripleo-lab-sandbox-" + labName.toLowerCase(Locale.ROOT) + "-" + hash);
  }

  String management() {
    return container + "-management";
  }

  String controlPlane() {
    return container + "-control-plane";
  }

  /** A start for looking for a free subnet that differs from lab to lab. */
  int seed() {
    return Integer.parseInt(container.substring(container.length() - 2), 16);
  }
}
