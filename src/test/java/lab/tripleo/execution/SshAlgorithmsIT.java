package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.HostKey;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First contact with sshd that accepts only some algorithms. */
@Timeout(90)
class SshAlgorithmsIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl root@hypervisor";

  /** The installed ssh supports it, sshj does not. */
  private static final String POST_QUANTUM = "KexAlgorithms sntrup761x25519-sha512@openssh.com";

  @TempDir Path temporary;

  private LocalSshd sshd(String... options) throws Exception {
    return new LocalSshd(temporary, LocalSshd.Account.normal(), options);
  }

  private static void authorise(LocalSshd sshd, String password) throws IOException {
    HostKey pinned = HostKeys.fetch(sshd.endpoint());
    new Authoriser(sshd.endpoint(), "root", pinned).authorise(password.toCharArray(), KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        POST_QUANTUM,
        "KexAlgorithms curve25519-sha256",
        "KexAlgorithms diffie-hellman-group18-sha512",
        "KexAlgorithms diffie-hellman-group-exchange-sha256",
        "Ciphers chacha20-poly1305@openssh.com",
        "Ciphers aes256-gcm@openssh.com",
        "Ciphers aes256-ctr",
        "MACs umac-128-etm@openssh.com",
        "MACs hmac-sha2-512-etm@openssh.com",
        "MACs hmac-sha2-256",
      })
  @Fault(
      in = Area.CONNECTION,
      when =
          "sshd of the hypervisor allows a single key exchange (post-quantum, for one), cipher or MAC",
      then =
          "First contact pins the host key and authorises the lab's key, as the installed ssh can")
  void reachesWhatSshReaches(String option) throws Exception {
    try (LocalSshd sshd = sshd(option)) {
      authorise(sshd, LocalSshd.PASSWORD);
      assertThat(sshd.authorizedKeys()).content().isEqualTo(KEY + "\n");
      String published = Files.readString(temporary.resolve("host.pub"));
      HostKey key = HostKeys.fetch(sshd.endpoint());
      assertThat(published).startsWith(key.type() + " " + key.base64());
    }
  }

  @Test
  void needsACommonMacOnlyForCiphersWithoutOne() throws Exception {
    try (LocalSshd sshd = sshd("Ciphers aes256-ctr", "MACs umac-128-etm@openssh.com")) {
      authorise(sshd, LocalSshd.PASSWORD);
      assertThat(sshd.authorizedKeys()).content().isEqualTo(KEY + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ecdsa, 521, ecdsa-sha2-nistp521, ecdsa-sha2-nistp521",
    "ecdsa, 384, ecdsa-sha2-nistp384, ecdsa-sha2-nistp384",
    "rsa, 3072, rsa-sha2-512, ssh-rsa",
    "rsa, 3072, rsa-sha2-256, ssh-rsa",
  })
  @Fault(
      in = Area.CONNECTION,
      when = "sshd of the hypervisor has a single host key: ECDSA with 384 or 521 bits, or RSA",
      then = "First contact pins it")
  void pinsAnyHostKey(String type, String bits, String algorithm, String name) throws Exception {
    Path key = temporary.resolve("other");
    assertThat(
            new ProcessBuilder(
                    "ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-f", key.toString())
                .start()
                .waitFor())
        .isZero();
    for (String exchange : new String[] {"KexAlgorithms curve25519-sha256", POST_QUANTUM}) {
      try (LocalSshd sshd = sshd("HostKey " + key, "HostKeyAlgorithms " + algorithm, exchange)) {
        HostKey fetched = HostKeys.fetch(sshd.endpoint());
        assertThat(fetched.type()).isEqualTo(name);
        assertThat(Files.readString(temporary.resolve("other.pub")))
            .startsWith(name + " " + fetched.base64());
        authorise(sshd, LocalSshd.PASSWORD);
        assertThat(sshd.authorizedKeys()).content().isEqualTo(KEY + "\n");
      }
    }
  }

  @Test
  void seesWhyTheConnectionEndedHoweverLateItLooks() throws Exception {
    try (LocalSshd sshd = sshd(POST_QUANTUM)) {
      SSHClient late =
          new SSHClient() {
            @Override
            protected void doKex() throws TransportException {
              while (getTransport().isRunning()) {
                Thread.onSpinWait();
              }
              super.doKex();
            }
          };
      assertFails(
          () -> SshSession.connect(sshd.endpoint(), late),
          Kind.NO_COMMON_ALGORITHM,
          "sntrup761x25519-sha512@openssh.com");
    }
  }

  @Test
  void readsTheErrorsOfTheInstalledSsh() throws Exception {
    try (LocalSshd sshd = sshd(POST_QUANTUM)) {
      assertFails(() -> authorise(sshd, "wrong"), Kind.WRONG_PASSWORD, "this password of root");
    }
    try (LocalSshd sshd = sshd(POST_QUANTUM, "PasswordAuthentication no")) {
      assertFails(
          () -> authorise(sshd, LocalSshd.PASSWORD),
          Kind.PASSWORD_LOGIN_DISABLED,
          "does not accept passwords, only: publickey");
    }
  }

  @Test
  void installedSshSendsNoPasswordToAnotherHost() throws Exception {
    HostKey other;
    try (LocalSshd sshd = sshd(POST_QUANTUM)) {
      other = HostKeys.fetch(sshd.endpoint());
    }
    LocalSshd.newHostKey(temporary);
    try (LocalSshd sshd = sshd(POST_QUANTUM)) {
      Authoriser authoriser = new Authoriser(sshd.endpoint(), "root", other);
      assertFails(
          () -> authoriser.authorise(LocalSshd.PASSWORD.toCharArray(), KEY),
          Kind.HOST_KEY_CHANGED,
          "another host key");
      assertThat(sshd.log()).doesNotContain("Accepted");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KexAlgorithms, diffie-hellman-group1-sha1, key exchange method, curve25519-sha256",
    "Ciphers, 3des-cbc, cipher, aes256-ctr",
    "MACs, hmac-md5-96, MAC, hmac-sha2-256",
  })
  @Fault(
      in = Area.CONNECTION,
      when =
          "sshd of the hypervisor and the installed ssh have no common key exchange, cipher or MAC",
      then = "The message has the algorithms of both and the option of sshd_config")
  void namesTheAlgorithmsOfBoth(String option, String offer, String kind, String ours)
      throws Exception {
    // The first value of an option counts; other ciphers need no MAC.
    try (LocalSshd sshd = sshd(option + " " + offer, "Ciphers aes256-ctr")) {
      Path config =
          Files.writeString(
              temporary.resolve("ssh.config"),
              "Host there\n  HostName 127.0.0.1\n  Port %d\n".formatted(sshd.endpoint().port()));
      KeyLogin login = new KeyLogin(Map.of("PATH", System.getenv("PATH")), temporary);
      assertFails(
          () -> {
            HostKeys.fetch(sshd.endpoint());
            login.works(config, "there");
          },
          Kind.NO_COMMON_ALGORITHM,
          "127.0.0.1 port "
              + sshd.endpoint().port()
              + " have no common "
              + kind
              + "; sshd offers: "
              + offer
              + "; ssh offers: ",
          ours,
          option + " in /etc/ssh/sshd_config");
    }
  }

  /** Something that may fail. */
  private interface Contact {
    void make() throws IOException, InterruptedException;
  }

  private static void assertFails(Contact contact, Kind kind, String... parts) {
    assertThatThrownBy(contact::make)
        .isInstanceOfSatisfying(
            ContactException.class,
            it -> {
              assertThat(it.kind()).isEqualTo(kind);
              assertThat(it.getMessage() + " " + it.hint()).contains(parts);
              assertThat(it.hint()).isNotBlank();
            });
  }
}
