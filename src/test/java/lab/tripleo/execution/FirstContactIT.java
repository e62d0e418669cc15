package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.HostKey;
import lab.tripleo.model.HypervisorAddress.Remote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** sshj and ssh against a real sshd. */
@Timeout(90)
class FirstContactIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl root@hypervisor";

  @TempDir Path temporary;

  private LocalSshd sshd(LocalSshd.Account root, String... options) throws Exception {
    Path folder = temporary.resolve("sshd");
    Files.createDirectories(folder);
    return new LocalSshd(folder, root, options);
  }

  private LocalSshd sshd(String... options) throws Exception {
    return sshd(LocalSshd.Account.normal(), options);
  }

  private static void authorise(LocalSshd sshd, String password) throws IOException {
    authorise(sshd, password, KEY);
  }

  private static void authorise(LocalSshd sshd, String password, String key) throws IOException {
    HostKey pinned = HostKeys.fetch(sshd.endpoint());
    new Authoriser(sshd.endpoint(), "root", pinned).authorise(password.toCharArray(), key);
  }

  private static void assertFails(LocalSshd sshd, String password, Kind kind, String part)
      throws IOException {
    assertThatThrownBy(() -> authorise(sshd, password))
        .as(sshd.log())
        .isInstanceOfSatisfying(
            ContactException.class,
            contact -> {
              assertThat(contact.kind()).isEqualTo(kind);
              assertThat(contact.getMessage()).contains(part);
              assertThat(contact.hint()).isNotBlank();
            });
  }

  @Test
  void fetchesTheHostKey() throws Exception {
    try (LocalSshd sshd = sshd()) {
      String published = Files.readString(temporary.resolve("sshd/host.pub"));
      HostKey key = HostKeys.fetch(sshd.endpoint());
      assertThat(published).startsWith(key.type() + " " + key.base64());
      assertThat(key.type()).isEqualTo("ssh-ed25519");
    }
  }

  @Test
  void authorisesOnceSetsModesAndKeepsOtherKeys() throws Exception {
    try (LocalSshd sshd = sshd()) {
      authorise(sshd, LocalSshd.PASSWORD);
      assertThat(sshd.authorizedKeys()).content().isEqualTo(KEY + "\n");
      assertThat(mode(sshd.authorizedKeys())).isEqualTo("rw-------");
      assertThat(mode(sshd.authorizedKeys().getParent())).isEqualTo("rwx------");
      String others = "# " + KEY.substring(0, 40) + "\nssh-rsa AAAAB3Nza other\nno line's end";
      Files.writeString(sshd.authorizedKeys(), others);
      authorise(sshd, LocalSshd.PASSWORD);
      authorise(sshd, LocalSshd.PASSWORD);
      assertThat(sshd.authorizedKeys()).content().isEqualTo(others + "\n" + KEY + "\n");
    }
  }

  @Test
  void forgetsThePassword() throws Exception {
    try (LocalSshd sshd = sshd()) {
      char[] password = "wrong".toCharArray();
      Authoriser authoriser =
          new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()));
      assertThatThrownBy(() -> authoriser.authorise(password, KEY))
          .isInstanceOf(ContactException.class);
      assertThat(password).containsOnly('\0');
    }
  }

  @Test
  void wrongPassword() throws Exception {
    try (LocalSshd sshd = sshd()) {
      assertFails(sshd, "wrong", Kind.WRONG_PASSWORD, "does not accept this password of root");
    }
  }

  @Test
  void emptyPassword() throws Exception {
    try (LocalSshd sshd = sshd()) {
      assertFails(sshd, "", Kind.WRONG_PASSWORD, "does not accept");
    }
  }

  @Test
  void passwordLoginDisabled() throws Exception {
    try (LocalSshd sshd = sshd("PasswordAuthentication no")) {
      assertFails(
          sshd,
          LocalSshd.PASSWORD,
          Kind.PASSWORD_LOGIN_DISABLED,
          "does not accept passwords, only: publickey");
    }
  }

  /** sshd reports these like a wrong password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PermitRootLogin no",
        "PermitRootLogin prohibit-password",
        "AllowUsers stack",
        "DenyGroups root",
      })
  @Fault(
      in = Area.MACHINES,
      when = "sshd forbids root's login with a password, which looks like a wrong password: `{0}`",
      then =
          "Exit code 4 at first contact; the message names both causes and the lines of sshd_config")
  void rootNotPermittedLooksLikeAWrongPassword(String option) throws Exception {
    try (LocalSshd sshd = sshd(option)) {
      assertFails(sshd, LocalSshd.PASSWORD, Kind.WRONG_PASSWORD, "does not accept");
      assertThatThrownBy(() -> authorise(sshd, LocalSshd.PASSWORD))
          .isInstanceOfSatisfying(
              ContactException.class,
              contact -> {
                assertThat(contact.getMessage())
                    .contains("it is wrong, or sshd does not let root log in with a password");
                assertThat(contact.hint())
                    .contains(option.split(" ", -1)[0], "sshd_config", "root@hypervisor.pub");
              });
    }
  }

  @Test
  void lockedAccountLooksLikeAWrongPassword() throws Exception {
    LocalSshd.Account locked =
        new LocalSshd.Account("!" + LocalSshd.crypt() + ":20000:0:99999:7:::", "/bin/sh");
    try (LocalSshd sshd = sshd(locked)) {
      assertFails(sshd, LocalSshd.PASSWORD, Kind.WRONG_PASSWORD, "does not accept");
    }
  }

  @Test
  void acceptsKeyboardInteractive() throws Exception {
    try (LocalSshd sshd =
        sshd("PasswordAuthentication no", "KbdInteractiveAuthentication yes", "UsePAM yes")) {
      authorise(sshd, LocalSshd.PASSWORD);
      assertThat(sshd.authorizedKeys()).content().isEqualTo(KEY + "\n");
    }
  }

  @Test
  void expiredAccount() throws Exception {
    LocalSshd.Account expired =
        new LocalSshd.Account(LocalSshd.crypt() + ":20000:0:99999:7::1:", "/bin/sh");
    try (LocalSshd sshd = sshd(expired, "UsePAM yes")) {
      assertFails(sshd, LocalSshd.PASSWORD, Kind.LOGIN_NOT_PERMITTED, "does not let root log in");
    }
  }

  @Test
  void expiredPassword() throws Exception {
    LocalSshd.Account expired =
        new LocalSshd.Account(LocalSshd.crypt() + ":0:0:99999:7:::", "/bin/sh");
    try (LocalSshd sshd = sshd(expired, "UsePAM yes")) {
      assertFails(sshd, LocalSshd.PASSWORD, Kind.PASSWORD_EXPIRED, "expired");
    }
  }

  @Test
  void noShell() throws Exception {
    try (LocalSshd sshd = sshd(LocalSshd.Account.normal().withShell("/usr/sbin/nologin"))) {
      assertFails(sshd, LocalSshd.PASSWORD, Kind.LOGIN_NOT_PERMITTED, "no shell");
    }
  }

  @Test
  void fileThatCannotBeWritten() throws Exception {
    try (LocalSshd sshd = sshd()) {
      Files.createDirectories(sshd.authorizedKeys()); // a folder instead of the file
      assertFails(sshd, LocalSshd.PASSWORD, Kind.KEY_NOT_AUTHORISED, "authorized_keys");
    }
  }

  @Test
  void changedHostKeyReceivesNoPassword() throws Exception {
    HostKey pinned;
    int port;
    try (LocalSshd sshd = sshd()) {
      pinned = HostKeys.fetch(sshd.endpoint());
      port = sshd.endpoint().port();
    }
    LocalSshd.newHostKey(temporary.resolve("sshd"));
    try (LocalSshd sshd =
        new LocalSshd(temporary.resolve("sshd"), port, LocalSshd.Account.normal())) {
      assertThatThrownBy(
              () ->
                  new Authoriser(sshd.endpoint(), "root", pinned)
                      .authorise(LocalSshd.PASSWORD.toCharArray(), KEY))
          .isInstanceOfSatisfying(
              ContactException.class,
              contact -> assertThat(contact.kind()).isEqualTo(Kind.HOST_KEY_CHANGED));
      assertThat(sshd.log()).doesNotContain("Accepted");
    }
  }

  @Test
  void nobodyListens() throws Exception {
    Remote endpoint = new Remote("127.0.0.1", LocalSshd.freePort());
    assertKind(endpoint, Kind.REFUSED, "refuses the connection");
  }

  @Test
  void noSuchHost() throws Exception {
    assertKind(new Remote("no-such-host.invalid", 22), Kind.UNKNOWN_HOST, "no such host");
  }

  @Test
  void somebodyElseListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread answer =
          new Thread(
              () -> {
                try (java.net.Socket client = socket.accept()) {
                  client
                      .getOutputStream()
                      .write(
                          "HTTP/1.0 400 Bad\r\n\r\n"
                              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                  // The client has closed the connection.
                }
              });
      answer.start();
      assertKind(
          new Remote("127.0.0.1", socket.getLocalPort()),
          Kind.NOT_SSH,
          "is not a working ssh server");
      answer.join();
    }
  }

  private static void assertKind(Remote endpoint, Kind kind, String part) {
    assertThatThrownBy(() -> HostKeys.fetch(endpoint))
        .isInstanceOfSatisfying(
            ContactException.class,
            contact -> {
              assertThat(contact.kind()).isEqualTo(kind);
              assertThat(contact.getMessage()).contains(part);
            });
  }

  @Test
  void keyLoginWorksAfterwards() throws Exception {
    Path lab = Files.createDirectories(temporary.resolve("it's a \"lab\" 100% #1"));
    Path key = LocalSshd.newKey(lab.resolve("key"), "");
    String publicKey = Files.readString(lab.resolve("key.pub")).strip();
    try (LocalSshd sshd = sshd()) {
      Path config = sshd.clientConfiguration(lab, key);
      Path knownHosts = lab.resolve("known_hosts");
      KeyLogin login = new KeyLogin(Map.of("PATH", path()), lab);
      assertThat(login.works(config, "there")).isFalse();
      authorise(sshd, LocalSshd.PASSWORD, publicKey);
      assertThat(login.works(config, "there")).as(sshd.log()).isTrue();
      assertThat(login.osRelease(config, "there").id()).isNotEmpty();
      KeyLogin.OwnKeys own =
          login.authoriseWithUsersKey(sshd.endpoint(), "root", knownHosts, "hyper", KEY);
      assertThat(own.authorised()).isEmpty();
    }
  }

  private static String path() {
    return System.getenv("PATH");
  }

  @Test
  void readsOsRelease() {
    String text =
        "# comment\nPRETTY_NAME=\"Debian \\\"GNU\\\"/Linux 12\"\nID=debian\nVERSION_ID='12'\nBROKEN\n";
    assertThat(OsRelease.parse(text))
        .isEqualTo(new OsRelease("debian", "12", "Debian \"GNU\"/Linux 12"));
    assertThat(OsRelease.parse("")).isEqualTo(new OsRelease("linux", "", "linux"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
