package lab.tripleo.execution;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.model.HostKey;
import lab.tripleo.model.HypervisorAddress.Remote;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Fetches a host's key before any secret is sent to it. */
public final class HostKeys {
  private HostKeys() {}

  /** The host's key, after the host has proved that it owns the key; ed25519 if it has one. */
  public static HostKey fetch(Remote endpoint) throws ContactException {
    AtomicReference<HostKey> shown = new AtomicReference<>();
    HostKeyVerifier recorder =
        new HostKeyVerifier() {
          @Override
          public boolean verify(String host, int port, PublicKey key) {
            shown.set(of(key));
            return true;
          }

          @Override
          public List<String> findExistingAlgorithms(String host, int port) {
            return List.of();
          }
        };
    try {
      SshSession.closeQuietly(SshSession.connect(endpoint, recorder));
      return shown.get();
    } catch (ContactException failed) {
      if (failed.kind() != Kind.NO_COMMON_ALGORITHM) {
        throw failed;
      }
      return new OpenSsh(endpoint).hostKey();
    }
  }

  static HostKey of(PublicKey key) {
    byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    return new HostKey(KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(blob));
  }

  /** Accepts only the pinned key. */
  static HostKeyVerifier only(HostKey pinned) {
    return new HostKeyVerifier() {
      @Override
      public boolean verify(String host, int port, PublicKey key) {
        return of(key).equals(pinned);
      }

      @Override
      public List<String> findExistingAlgorithms(String host, int port) {
        return pinned.type().equals("ssh-rsa")
            ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa")
            : List.of(pinned.type());
      }
    };
  }
}
