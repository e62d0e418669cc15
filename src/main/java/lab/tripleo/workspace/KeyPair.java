package lab.tripleo.workspace;

import java.nio.file.Path;

/**
 * A lab's ssh key.
 *
 * @param privateKey its file
 * @param publicKey its file
 * @param line the public key as in authorized_keys, without a line's end
 */
public record KeyPair(Path privateKey, Path publicKey, String line) {
  /** The type of the key, such as {@code ssh-ed25519}. */
  public String type() {
    return line.split(" ", 2)[0];
  }
}
