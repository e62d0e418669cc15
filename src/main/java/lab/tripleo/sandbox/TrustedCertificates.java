package lab.tripleo.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.process.Commands;

/**
 * Makes the sandbox trust the orchestrator's certificate authorities: a proxy in their network may
 * sign TLS connections with a company's authority.
 */
record TrustedCertificates(Commands commands) {
  private static final String INSIDE = "/etc/ssl/certs/ca-certificates.crt";

  /** The file from which the container generates {@link #INSIDE}. */
  private static final String SOURCE = "/usr/local/share/ca-certificates/sandbox.crt";

  void copyTo(String container) throws SandboxException, InterruptedException {
    Optional<Path> bundle = bundle();
    if (bundle.isEmpty()) {
      return;
    }
    copy(bundle.get(), container + ":" + INSIDE);
    copy(bundle.get(), container + ":" + SOURCE);
  }

  private void copy(Path bundle, String to) throws SandboxException, InterruptedException {
    SandboxException.require(
        "Could not copy the trusted certificates to the sandbox",
        commands.run("docker", "cp", "--follow-link", bundle.toString(), to));
  }

  private static Optional<Path> bundle() {
    String named = System.getenv("SSL_CERT_FILE");
    return Stream.of(named == null ? "" : named, INSIDE, "/etc/pki/tls/certs/ca-bundle.crt")
        .filter(it -> !it.isEmpty())
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst();
  }
}
