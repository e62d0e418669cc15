package lab.tripleo.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PinnedReleasesTest {
  @ParameterizedTest
  @CsvSource({"2.7, 9.13.0", "3.6, 9.13.0", "3.7, 9.13.0", "3.9, 12.3.0", "3.11, 12.3.0"})
  void newestSuitableReleaseIsPinned(String python, String release) {
    PinnedAnsible pinned = new PinnedReleases().newestFor(PythonVersion.of(python));
    assertThat(pinned.release()).isEqualTo(release);
    assertThat(pinned.collections())
        .containsOnlyKeys("ansible.posix", "community.general", "community.libvirt");
  }
}
