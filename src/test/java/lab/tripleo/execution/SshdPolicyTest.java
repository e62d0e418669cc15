package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.execution.SshdPolicy.Needs;
import lab.tripleo.model.HypervisorAddress.Remote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Policies of real sshds, and what the lab misses. A missing expectation is written and the test
 * fails; so does -Dgolden.update.
 */
final class SshdPolicyTest {
  private static final Path CORPUS = Path.of("src/test/resources/sshd-policies");
  static final Needs NEEDS =
      new Needs(Map.of("root", "ssh-ed25519", "stack", "ssh-ed25519"), Optional.of("192.168.24.1"));

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CORPUS)) {
      return folders
          .filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static SshdPolicy policy(String name) throws IOException {
    return SshdPolicy.parse(Files.readAllLines(CORPUS.resolve(name).resolve("input")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judges(String name) throws IOException {
    String actual =
        policy(name).problems(NEEDS).stream().map(it -> it + "\n").reduce("", String::concat);
    Path expected = CORPUS.resolve(name).resolve("expected.txt");
    if (!Files.exists(expected) || System.getProperty("golden.update") != null) {
      Files.writeString(expected, actual);
      fail("written, now look at it: " + expected);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  @Test
  void rootAloneNeedsLess() throws IOException {
    Needs cleaning = new Needs(Map.of("root", "ssh-ed25519"), Optional.of("192.168.24.1"));
    assertThat(policy("match-block-of-stack").problems(cleaning)).isEmpty();
    assertThat(policy("five-at-once").problems(cleaning)).hasSize(3);
  }

  @Test
  void unknownAddressOfTheVirtualMachineIsNotJudged() throws IOException {
    Needs early = new Needs(NEEDS.keyTypes(), Optional.empty());
    assertThat(policy("forwarding-to-other-hosts").problems(early)).isEmpty();
  }

  @Test
  void rsaKeySignsWithSha2() throws IOException {
    Needs rsa = new Needs(Map.of("root", "ssh-rsa", "stack", "ssh-ed25519"), Optional.empty());
    assertThat(policy("two-factors-and-rsa-only").problems(rsa))
        .hasSize(2)
        .anyMatch(it -> it.startsWith("PubkeyAcceptedAlgorithms ") && it.contains("for stack:"));
  }

  @Test
  void messageHasAllProblemsAndTheRemedy() {
    assertThatThrownBy(
            () -> policy("five-at-once").require(new Remote("hyper.example.org", 22), NEEDS))
        .isInstanceOfSatisfying(
            ContactException.class,
            it -> {
              assertThat(it.getMessage().lines()).hasSize(6);
              assertThat(it.getMessage()).startsWith("the configuration of sshd on hyper");
              assertThat(it.hint()).contains("reload sshd", "Match User root,stack");
            });
  }
}
