package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real sshd says of itself, when the first contact has logged in with a password. */
@Timeout(90)
final class SshdPolicyIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl root@hypervisor";
  @TempDir private Path temporary;

  /** The problems, with this sshd's configuration file named {@code CONFIG}. */
  private List<String> problems(String... options) throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("sshd"));
    try (LocalSshd sshd = new LocalSshd(folder, LocalSshd.Account.normal(), options)) {
      SshdPolicy policy =
          new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()))
              .authorise(LocalSshd.PASSWORD.toCharArray(), KEY);
      return policy.problems(SshdPolicyTest.NEEDS).stream()
          .map(it -> it.replace(folder.resolve("sshd_config").toString(), "CONFIG"))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AllowTcpForwarding no             | for stack:          | local or yes",
        "AllowTcpForwarding remote         | for stack:          | local or yes",
        "DisableForwarding yes             | for stack:          | set it to no",
        "PermitOpen 192.168.24.2:22        | for stack:          | add 192.168.24.1:22",
        "AllowUsers root                   | for stack:          | add root and stack",
        "AllowUsers root stack@192.0.2.1   | for stack:          | add root and stack",
        "DenyUsers st*                     | for stack:          | match neither root nor stack",
        "AllowGroups root wheel            | for stack:          | add groups root and stack",
        "DenyGroups kvm                    | for stack:          | will be in stack and kvm",
        "PubkeyAuthentication no           | for root and stack: | set it to yes",
        "AuthenticationMethods publickey,password password | for root and stack: | publickey",
        "AuthorizedKeysFile /etc/ssh/keys/%u | for root and stack: | .ssh/authorized_keys",
        "PubkeyAcceptedAlgorithms rsa-sha2-512 | for root and stack: | ssh-ed25519",
      })
  @Fault(
      in = Area.MACHINES,
      when = "An option of the hypervisor's sshd forbids what the lab needs: {0}",
      then =
          "Exit code 4 at first contact; the message has the option, its file and line, and how to allow it")
  void forbidden(String option, String users, String remedy) throws Exception {
    assertThat(problems(option))
        .singleElement()
        .asString()
        .startsWith(option + " (CONFIG:1), " + users)
        .contains(remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllowTcpForwarding local",
        "AllowUsers root st?ck@127.0.0.*",
        "AllowGroups root kvm",
        "DenyUsers stack@192.0.2.*",
        "AuthorizedKeysFile /etc/ssh/keys/%u %h/.ssh/authorized_keys",
        "PubkeyAcceptedAlgorithms rsa-sha2-512,ssh-ed25519",
        "PermitOpen 192.168.24.1:*",
        "MaxSessions 1",
      })
  void allowed(String option) throws Exception {
    assertThat(problems(option)).isEmpty();
  }

  @Test
  void reportsAllAtOnceWithThePlacesInIncludedFiles() throws Exception {
    Path included = temporary.resolve("match.conf");
    Files.writeString(
        included, "Match User stack Address 127.0.0.1\n  MaxSessions 0\n  ForceCommand false\n");
    assertThat(problems("Include " + included, "AllowTcpForwarding no", "AuthorizedKeysFile none"))
        .containsExactly(
            "AuthorizedKeysFile none (CONFIG:3), for root and stack:"
                + " add .ssh/authorized_keys to it",
            "ForceCommand false (" + included + ":3), for stack: set it to none",
            "MaxSessions 0 (" + included + ":2), for stack: set it to 1 or more",
            "AllowTcpForwarding no (CONFIG:2), for stack: set it to local or yes:"
                + " the virtual machine tripleo is reached through stack");
  }

  @Test
  void anotherAddressIsNoReason() throws Exception {
    Path included = temporary.resolve("match.conf");
    Files.writeString(included, "Match Address 192.0.2.0/24\n  PubkeyAuthentication no\n");
    assertThat(problems("Include " + included)).isEmpty();
  }
}
