package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first contact with a root whose login shell prints text before each command. */
@Timeout(90)
final class NoisyShellIT {
  private static final String NOISE =
      "echo Welcome\necho ID=gentoo\necho authorised\nprintf 'no line end'\n";

  @TempDir private Path lab;
  private String publicKey;
  private KeyLogin login;

  @ParameterizedTest
  @CsvSource({
    "bash, .bashrc",
    "zsh, .zshenv",
    "fish, .config/fish/config.fish",
    "tcsh, .cshrc",
  })
  @Fault(
      in = Area.MACHINES,
      when = "The start-up files of root's login shell print text: {0}",
      then = "The first contact ignores the text")
  void startUpOutputIsIgnored(String shell, String file) throws Exception {
    try (LocalSshd sshd = sshd(shell, file, NOISE)) {
      SshdPolicy byPassword =
          new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()))
              .authorise(LocalSshd.PASSWORD.toCharArray(), publicKey);
      assertThat(byPassword.problems(SshdPolicyTest.NEEDS)).hasSize(1);
      Path config = sshd.clientConfiguration(lab, lab.resolve("key"));
      assertThat(login.sshdPolicy(config, "there").orElseThrow().problems(SshdPolicyTest.NEEDS))
          .hasSize(1);
      assertThat(login.osRelease(config, "there").id())
          .isNotEqualTo("gentoo")
          .isNotEqualTo("linux");
    }
  }

  private LocalSshd sshd(String shell, String startUpFile, String text) throws Exception {
    LocalSshd.newKey(lab.resolve("key"), "");
    publicKey = Files.readString(lab.resolve("key.pub")).strip();
    login = new KeyLogin(Map.of("PATH", System.getenv("PATH")), lab);
    Path folder = Files.createDirectory(lab.resolve("sshd"));
    LocalSshd.Account root = LocalSshd.Account.normal().withShell("/usr/bin/" + shell);
    LocalSshd sshd = new LocalSshd(folder, root, "AllowTcpForwarding no");
    Path startUp = sshd.home().resolve(startUpFile);
    Files.createDirectories(startUp.getParent());
    Files.writeString(startUp, text);
    return sshd;
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "A start-up file of root prints a line that begins with `{`",
      then = "Exit code 4 at first contact: Ansible would take the line for an answer")
  void outputThatAnsibleWouldReadIsRefused() throws Exception {
    try (LocalSshd sshd = sshd("bash", ".bashrc", "echo '{ \"motd\": 1 }'\n")) {
      new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()))
          .authorise(LocalSshd.PASSWORD.toCharArray(), publicKey);
      Path config = sshd.clientConfiguration(lab, lab.resolve("key"));
      assertThatThrownBy(() -> login.sshdPolicy(config, "there"))
          .isInstanceOf(ContactException.class)
          .hasMessageContaining("takes for an answer: { \"motd\": 1 }");
    }
  }
}
