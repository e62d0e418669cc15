package lab.tripleo.execution;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.model.HypervisorAddress.Remote;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Opens connections with sshj and translates its errors. */
final class SshSession {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private SshSession() {}

  /** ed25519 first: hosts rarely replace it, and it is the shortest to compare by eye. */
  static List<Factory.Named<KeyAlgorithm>> algorithms() {
    return List.of(
        KeyAlgorithms.EdDSA25519(),
        KeyAlgorithms.ECDSASHANistp256(),
        KeyAlgorithms.ECDSASHANistp384(),
        KeyAlgorithms.ECDSASHANistp521(),
        KeyAlgorithms.RSASHA512(),
        KeyAlgorithms.RSASHA256(),
        KeyAlgorithms.SSHRSA());
  }

  /** Connects without login; the caller closes the connection. */
  static SSHClient connect(Remote endpoint, HostKeyVerifier verifier) throws ContactException {
    DefaultConfig config = new DefaultConfig();
    config.setKeyAlgorithms(algorithms());
    SSHClient client = new SSHClient(config);
    client.setConnectTimeout((int) PATIENCE.toMillis());
    client.setTimeout((int) PATIENCE.toMillis());
    client.addHostKeyVerifier(verifier);
    connect(endpoint, client);
    return client;
  }

  /** Connects this client, or closes it. */
  static void connect(Remote endpoint, SSHClient client) throws ContactException {
    try {
      client.connect(endpoint.host(), endpoint.port());
    } catch (IOException failed) {
      closeQuietly(client);
      throw reason(endpoint, failed);
    } catch (IllegalStateException ended) {
      closeQuietly(client);
      throw reason(endpoint, causeOfEnd(client, ended));
    }
  }

  /**
   * Why a connection ended. If it ended between two calls, sshj throws an {@link
   * IllegalStateException} without a cause.
   */
  private static IOException causeOfEnd(SSHClient client, IllegalStateException ended) {
    try {
      client.getTransport().join(1, TimeUnit.SECONDS);
      return new IOException(ended.getMessage(), ended);
    } catch (IOException cause) {
      return cause;
    }
  }

  static void closeQuietly(SSHClient client) {
    try {
      client.close();
    } catch (IOException alreadyGone) {
      // The connection is closed anyway.
    }
  }

  static ContactException reason(Remote at, IOException failed) {
    Throwable cause = failed;
    while (cause != null) {
      if (cause instanceof UnknownHostException) {
        return new ContactException(
            Kind.UNKNOWN_HOST,
            "no such host: " + at.host(),
            "check HYPERVISOR_ADDRESS in configuration/environment, and the name server",
            failed);
      }
      if (cause instanceof NoRouteToHostException) {
        return noRoute(at, failed);
      }
      if (cause instanceof SocketTimeoutException) {
        return timeout(at, failed);
      }
      if (cause instanceof ConnectException) {
        return connect(at, failed, String.valueOf(cause.getMessage()));
      }
      cause = cause.getCause();
    }
    return other(at, failed);
  }

  private static ContactException timeout(Remote at, IOException failed) {
    return new ContactException(
        Kind.TIMEOUT,
        at + " does not answer",
        "check that the machine is on, its address, and that no firewall drops ssh",
        failed);
  }

  private static ContactException noRoute(Remote at, IOException failed) {
    return new ContactException(
        Kind.NO_ROUTE,
        "no route to " + at,
        "check that the machine is on, and the network between here and there",
        failed);
  }

  /** The JDK throws one exception for several system errors. */
  private static ContactException connect(Remote at, IOException failed, String text) {
    if (text.contains("timed out")) {
      return timeout(at, failed);
    }
    if (text.contains("unreachable") || text.contains("No route")) {
      return noRoute(at, failed);
    }
    return new ContactException(
        Kind.REFUSED,
        at + " refuses the connection",
        "check that sshd runs there, and on this port",
        failed);
  }

  private static ContactException other(Remote at, IOException failed) {
    boolean unverified =
        failed instanceof TransportException transport
            && transport.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE;
    if (unverified) {
      return hostKeyChanged(at, failed);
    }
    if (String.valueOf(failed.getMessage()).contains("Unable to reach a settlement")) {
      return new ContactException(
          Kind.NO_COMMON_ALGORITHM,
          at + " offers no algorithm that sshj supports: " + failed.getMessage(),
          "allow more algorithms in /etc/ssh/sshd_config there",
          failed);
    }
    return new ContactException(
        Kind.NOT_SSH,
        at + " is not a working ssh server: " + failed.getMessage(),
        "check that this is sshd's port, and sshd's log on the machine",
        failed);
  }

  static ContactException hostKeyChanged(Remote at, Throwable cause) {
    return new ContactException(
        Kind.HOST_KEY_CHANGED,
        at + " shows another host key than the pinned one",
        "somebody may be intercepting the connection; compare the fingerprint at the machine's console",
        cause);
  }
}
