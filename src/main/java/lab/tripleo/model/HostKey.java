package lab.tripleo.model;

import java.util.Base64;
import java.util.regex.Pattern;
import lab.tripleo.files.Sha256;

/**
 * A machine's public ssh key.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key itself, as in known_hosts
 */
public record HostKey(String type, String base64) {
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9@.-]+");

  public HostKey {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a key type: " + type);
    }
    byte[] blob = Base64.getDecoder().decode(base64); // throws what fits
    if (blob.length < 8) {
      throw new IllegalArgumentException("not a key: " + base64);
    }
  }

  /** As ssh shows it: {@code SHA256:...}. */
  public String fingerprint() {
    byte[] sum = Sha256.of(Base64.getDecoder().decode(base64)).bytes();
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
  }

  /** The line that known_hosts holds for a name. */
  public String line(String name) {
    return name + " " + type + " " + base64;
  }
}
