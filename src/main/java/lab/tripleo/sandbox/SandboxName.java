package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.util.Locale;
import lab.tripleo.files.Sha256;

/** Names of a lab's docker objects; a hash of the folder distinguishes labs with the same name. */
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

  /** Where the search for a free subnet starts; differs between labs. */
  int seed() {
    return Integer.parseInt(container.substring(container.length() - 2), 16);
  }
}
