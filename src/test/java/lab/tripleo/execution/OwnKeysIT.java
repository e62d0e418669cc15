package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first contact with the user's own keys: ssh and ssh-agent against a real sshd. */
@Timeout(90)
final class OwnKeysIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl root@hypervisor";
  private static final String PATH = System.getenv("PATH");

  @TempDir private Path temporary;

  private LocalSshd sshd(String... options) throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("sshd"));
    return new LocalSshd(folder, LocalSshd.Account.normal(), options);
  }

  private static void authorise(LocalSshd sshd, String key) throws IOException {
    new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()))
        .authorise(LocalSshd.PASSWORD.toCharArray(), key);
  }

  @Test
  void usersAgentKeyAuthorisesTheLabsKey() throws Exception {
    Path lab = Files.createDirectories(temporary.resolve("a lab"));
    Path key = LocalSshd.newKey(lab.resolve("own"), "");
    Path socket = temporary.resolve("agent");
    try (LocalSshd sshd = sshd();
        Agent agent = new Agent(socket)) {
      authorise(sshd, Files.readString(lab.resolve("own.pub")).strip());
      agent.add(key);
      Path knownHosts =
          Files.writeString(
              lab.resolve("known hosts"), HostKeys.fetch(sshd.endpoint()).line("hyper") + "\n");
      Map<String, String> environment =
          Map.of("PATH", PATH, "SSH_AUTH_SOCK", socket.toString(), "HOME", lab.toString());
      KeyLogin login = new KeyLogin(environment, lab);
      KeyLogin.OwnKeys own =
          login.authoriseWithUsersKey(sshd.endpoint(), "root", knownHosts, "hyper", KEY);
      assertThat(own.authorised()).as(sshd.log()).isPresent();
      assertThat(own.obstacle()).isEmpty();
      assertThat(sshd.authorizedKeys()).content().contains(KEY);
    }
  }

  /** An ssh-agent of the user. */
  private record Agent(Path socket, Process process) implements AutoCloseable {
    Agent(Path socket) throws IOException {
      this(
          socket,
          new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
      while (!Files.exists(socket)) {
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
    }

    void add(Path key) throws IOException, InterruptedException {
      ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  private Optional<String> obstacle(LocalSshd sshd, Map<String, String> environment)
      throws Exception {
    Path knownHosts = temporary.resolve("known_hosts");
    Files.writeString(knownHosts, HostKeys.fetch(sshd.endpoint()).line("hyper") + "\n");
    KeyLogin.OwnKeys own =
        new KeyLogin(environment, temporary)
            .authoriseWithUsersKey(sshd.endpoint(), "root", knownHosts, "hyper", KEY);
    assertThat(own.authorised()).isEmpty();
    return own.obstacle();
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "Your ssh agent has more keys than sshd accepts attempts",
      then = "The message says so and how to name one key; the program asks for the password")
  void tooManyKeysInTheAgent() throws Exception {
    Path socket = temporary.resolve("agent");
    Map<String, String> environment =
        Map.of("PATH", PATH, "SSH_AUTH_SOCK", socket.toString(), "HOME", temporary.toString());
    try (LocalSshd sshd = sshd("MaxAuthTries 2");
        Agent agent = new Agent(socket)) {
      agent.add(LocalSshd.newKey(temporary.resolve("one"), ""));
      assertThat(obstacle(sshd, environment)).isEmpty();
      agent.add(LocalSshd.newKey(temporary.resolve("two"), ""));
      agent.add(LocalSshd.newKey(temporary.resolve("three"), ""));
      assertThat(obstacle(sshd, environment).orElseThrow())
          .contains("MaxAuthTries", "ssh-add -d", "IdentitiesOnly yes");
    }
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "Your own key has a passphrase, and no ssh agent has the key",
      then = "The message names the key and `ssh-add`; the program asks for the password")
  void ownKeyHasAPassphrase() throws Exception {
    Path key = LocalSshd.newKey(temporary.resolve("own"), "a long phrase");
    // As if ~/.ssh/config named the key: ssh finds that file by the account, not by HOME.
    Path ssh = Files.createDirectories(temporary.resolve("bin")).resolve("ssh");
    Files.writeString(ssh, "#!/bin/sh\nexec /usr/bin/ssh -i '" + key + "' \"$@\"\n");
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment = Map.of("PATH", ssh.getParent() + ":" + PATH);
    try (LocalSshd sshd = sshd()) {
      assertThat(obstacle(sshd, environment)).isEmpty();
      authorise(sshd, Files.readString(temporary.resolve("own.pub")).strip());
      assertThat(obstacle(sshd, environment).orElseThrow())
          .contains("accepts your key " + key + ", but the key has a passphrase", "ssh-add " + key);
    }
  }
}
