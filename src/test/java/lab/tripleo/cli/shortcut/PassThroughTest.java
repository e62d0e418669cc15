package lab.tripleo.cli.shortcut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PassThroughTest {
  @ParameterizedTest
  @CsvSource({
    "ssh host, ssh -- host",
    "rsync -av -C x host:/tmp, rsync -- -av -C x host:/tmp",
    "-C lab -v virsh -r list, -C lab -v virsh -- -r list",
    "--color never ssh -t host, --color never ssh -- -t host",
    "-C ssh stages, -C ssh stages",
    "virsh, virsh --",
    "virsh --help, virsh --help",
    "virsh --help list, virsh -- --help list",
    "run prepare --yes, run prepare --yes",
    "--version, --version",
    "'', ''",
  })
  void otherArgumentsArePassedThrough(String given, String expected) {
    assertThat(PassThrough.separated(given.split(" "))).containsExactly(expected.split(" "));
  }
}
