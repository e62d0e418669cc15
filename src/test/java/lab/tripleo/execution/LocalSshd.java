package lab.tripleo.execution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.tripleo.model.HypervisorAddress.Remote;

/**
 * A real sshd on a free loopback port, in a separate mount namespace with separate accounts,
 * passwords and root's home. Needs root.
 */
final class LocalSshd implements AutoCloseable {
  static final String PASSWORD = "open-sesame-42";

  private final Path folder;
  private final int port;
  private final Process process;

  /** Settings that a test can change. */
  record Account(String shadowFields, String shell) {
    /** {@code password:last change:min:max:warn:inactive:expire:}. */
    static Account normal() throws IOException, InterruptedException {
      return new Account(crypt() + ":20000:0:99999:7:::", "/bin/sh");
    }

    Account withShell(String other) {
      return new Account(shadowFields, other);
    }
  }

  static String crypt() throws IOException, InterruptedException {
    return run(List.of("openssl", "passwd", "-6", PASSWORD)).strip();
  }

  LocalSshd(Path folder, Account root, String... options) throws IOException, InterruptedException {
    this(folder, freePort(), root, options);
  }

  LocalSshd(Path folder, int port, Account root, String... options)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.port = port;
    Files.createDirectories(home());
    Files.createDirectories(Path.of("/run/sshd"));
    Files.writeString(
        folder.resolve("passwd"),
        "root:x:0:0::"
            + home()
            + ":"
            + root.shell()
            + "\n"
            + "sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\nnobody:x:65534:65534::/:/bin/false\n");
    Files.writeString(
        folder.resolve("shadow"), "root:" + root.shadowFields() + "\nsshd:*:20000::::::\n");
    if (!Files.exists(folder.resolve("host"))) {
      newHostKey(folder);
    }
    Files.writeString(folder.resolve("sshd_config"), configuration(options));
    String script =
        "mount --bind \"$1/passwd\" /etc/passwd && mount --bind \"$1/shadow\" /etc/shadow"
            + " && exec /usr/sbin/sshd -D -e -f \"$1/sshd_config\"";
    process =
        new ProcessBuilder("unshare", "-m", "sh", "-c", script, "sh", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    awaitGreeting();
  }

  static void newHostKey(Path folder) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("host"));
    Files.deleteIfExists(folder.resolve("host.pub"));
    newKey(folder.resolve("host"), "");
  }

  /** Creates an ed25519 key; its public half is in {@code FILE.pub}. */
  static Path newKey(Path file, String passphrase) throws IOException, InterruptedException {
    run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString()));
    return file;
  }

  /** Writes an ssh.config with the host {@code there}, as the lab's is. */
  Path clientConfiguration(Path lab, Path key) throws IOException {
    Path knownHosts =
        Files.writeString(
            lab.resolve("known_hosts"), HostKeys.fetch(endpoint()).line("hyper") + "\n");
    String text =
        """
        Host there
          HostName 127.0.0.1
          Port %d
          User root
          IdentityFile "%s"
          IdentitiesOnly yes
          IdentityAgent none
          HostKeyAlias hyper
          UserKnownHostsFile "%s"
          StrictHostKeyChecking yes
        """;
    return Files.writeString(
        lab.resolve("ssh.config"), text.formatted(port, word(key), word(knownHosts)));
  }

  private static String word(Path path) {
    return path.toString().replace("\"", "\\\"").replace("%", "%%");
  }

  private String configuration(String... options) {
    List<String> lines =
        new ArrayList<>(List.of(options)); // sshd uses the first value of an option
    lines.addAll(
        List.of(
            "ListenAddress 127.0.0.1",
            "Port " + port,
            "HostKey " + folder.resolve("host"),
            "PidFile none",
            "PermitRootLogin yes",
            "PasswordAuthentication yes",
            "KbdInteractiveAuthentication no",
            "UsePAM no",
            "StrictModes no"));
    return String.join("\n", lines) + "\n";
  }

  private void awaitGreeting() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        byte[] greeting = socket.getInputStream().readNBytes(4);
        if (new String(greeting, StandardCharsets.US_ASCII).equals("SSH-")) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("sshd did not start: " + log(), notYet);
        }
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String run(List<String> argv) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(argv + ": " + out);
    }
    return out;
  }

  Remote endpoint() {
    return new Remote("127.0.0.1", port);
  }

  Path home() {
    return folder.resolve("home");
  }

  Path authorizedKeys() {
    return home().resolve(".ssh/authorized_keys");
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("sshd.log"));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
