package lab.tripleo.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of a lab's objects in docker; the folder's hash keeps two labs of one name apart. */
record SandboxName(String container) {
  static SandboxName of(String labName, Path labFolder) {
    String folder = labFolder.toAbsolutePath().normalize().toString();
    String hash = sha256(folder.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
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

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
