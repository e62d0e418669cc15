package lab.tripleo.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnsibleChoiceTest {
  private static AnsibleChoice choice(String... pythons) {
    return AnsibleChoice.forHosts(
        Arrays.stream(pythons)
            .map(it -> new AnsibleChoice.Host("host-" + it, PythonVersion.of(it)))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "2.7, 3.11, 9.13.0", // centos-7 with stein
    "2.7, 3.6,  9.13.0", // centos-7 with train
    "3.6, 3.9,  9.13.0", // el8 with wallaby
    "3.9, 3.6,  9.13.0",
    "3.7, 3.7,  10.7.0",
    "3.8, 3.8,  12.3.0",
    "3.9, 3.9,  12.3.0", // el9
    "3.11, 3.11, 12.3.0", // Debian 12; not before 3.9
  })
  void oldestPythonDecides(String hypervisor, String machine, String release) {
    AnsibleChoice choice = choice(hypervisor, machine);
    assertThat(choice.releases().get(0).version()).isEqualTo(release);
    choice
        .releases()
        .forEach(
            it ->
                assertThat(
                        it.core().serves(PythonVersion.of(hypervisor))
                            && it.core().serves(PythonVersion.of(machine)))
                    .isTrue());
  }

  @Test
  void givesTheReason() {
    AnsibleChoice old = choice("2.7", "3.6");
    assertThat(old.releases())
        .extracting(it -> it + ": " + old.reason(it))
        .containsExactly(
            "Ansible 9.13.0 (ansible-core 2.16): host-2.7 has Python 2.7, which newer releases do"
                + " not support",
            "Ansible 8.7.0 (ansible-core 2.15): host-2.7 has Python 2.7, which newer releases do"
                + " not support; no Python of this machine runs Ansible 9.13.0 (ansible-core 2.16), which"
                + " is suitable too");
    AnsibleChoice current = choice("3.11", "3.9");
    assertThat(current.reason(current.releases().get(0)))
        .isEqualTo("it supports Python 3.9 of host-3.9, the oldest Python of the hosts");
  }

  /** A pinned release may be older or newer than those that the program knows. */
  @Test
  void pinnedReleaseIsPreferred() {
    PinnedAnsible locked =
        new PinnedAnsible(
            "11.1.0", "2.18.1", PythonVersion.of("3.11"), Optional.empty(), new TreeMap<>());
    AnsibleChoice choice = choice("3.11").lockedTo(locked);
    assertThat(choice.releases())
        .extracting(AnsibleRelease::version)
        .startsWith("11.1.0", "12.3.0");
    assertThat(choice.reason(choice.releases().get(0))).isEqualTo("tripleo-lab.lock pins it");
    assertThat(choice.reason(choice.releases().get(1)))
        .contains("no Python of this machine runs Ansible 11.1.0 (ansible-core 2.18)");
  }

  @Test
  void pinnedNewestReleaseChangesNothing() {
    AnsibleChoice choice = choice("2.7", "3.6");
    AnsibleChoice locked = choice.lockedTo(new PinnedReleases().newestFor(new PythonVersion(2, 7)));
    assertThat(locked.releases()).isEqualTo(choice.releases());
    assertThat(locked.reason(locked.releases().get(0)))
        .isEqualTo(choice.reason(choice.releases().get(0)));
  }

  @Test
  void newestWhileNoHostIsKnown() {
    assertThat(AnsibleChoice.forHosts(List.of())).isEqualTo(AnsibleChoice.NEWEST);
    assertThat(AnsibleChoice.NEWEST.releases()).isEqualTo(AnsibleRelease.NEWEST_FIRST);
    assertThat(AnsibleChoice.NEWEST.reason(AnsibleRelease.NEWEST_FIRST.get(0)))
        .isEqualTo("it is enough until the platform of the hypervisor is known");
  }

  @Test
  void reasonNamesTheFirstOfEqualHosts() {
    AnsibleChoice.Host first = new AnsibleChoice.Host("first", new PythonVersion(2, 7));
    AnsibleChoice.Host second = new AnsibleChoice.Host("second", new PythonVersion(2, 7));
    assertThat(AnsibleChoice.forHosts(List.of(first, second)).oldest()).contains(first);
  }

  /** The release that `check` installs for tests. */
  @Test
  void oldestReleaseIsTested() throws IOException {
    AnsibleRelease oldest = AnsibleRelease.NEWEST_FIRST.get(AnsibleRelease.NEWEST_FIRST.size() - 1);
    assertThat(oldest.core()).isEqualTo(AnsibleCore.OLDEST);
    assertThat(Path.of("src/test/oldest-ansible.txt"))
        .content()
        .contains("\nansible==" + oldest.version() + "\n");
  }

  @Test
  void olderPythonsAreNotSupported() {
    PythonVersion python = new PythonVersion(2, 6);
    assertThatThrownBy(() -> new AnsibleChoice.Host("centos-6", python))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no Ansible serves Python 2.6");
  }

  @ParameterizedTest
  @CsvSource({
    "14, 3.11, ansible-core 2.14 is older than ansible-core 2.15",
    "15, 2.7,",
    "16, 2.7,",
    "17, 2.7, ansible-core 2.17 does not support Python 2.7 of host-2.7",
    "17, 3.6, ansible-core 2.17 does not support Python 3.6 of host-3.6",
    "17, 3.7,",
    "19, 3.8,",
    "20, 3.8, ansible-core 2.20 does not support Python 3.8 of host-3.8",
    "99, 3.9,",
  })
  void objectsToUnsuitableReleases(int minor, String python, String objection) {
    assertThat(choice(python).objection(new AnsibleCore(minor)))
        .isEqualTo(Optional.ofNullable(objection));
  }
}
