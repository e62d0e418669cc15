package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import org.junit.jupiter.api.Test;

/** The configuration of a new clone. */
class ShippedConfigurationTest {
  private static final Path CHECKOUT = Path.of("");

  private final ConfigurationReader reader = ConfigurationFolders.reader();

  @Test
  void isValidWithoutAHypervisor() {
    Checked<Lab> lab = reader.read(CHECKOUT).lab(Optional.empty());

    assertThat(lab.diagnostics()).isEmpty();
    assertThat(lab.value().orElseThrow().hypervisor().address())
        .isEqualTo(new HypervisorAddress.Sandbox());
    assertThat(lab.value().orElseThrow().hypervisor().platform().name()).isEqualTo("debian-12");
    assertThat(lab.value().orElseThrow().hypervisor().controlPlaneInterface()).contains("eth1");
    assertThat(lab.value().orElseThrow().release().name()).isEqualTo("simulated");
    assertThat(lab.value().orElseThrow().virtualBmc().version()).isEqualTo("3.3.0");
    assertThat(reader.read(CHECKOUT).contact().value().map(it -> it.address()))
        .contains(new HypervisorAddress.Sandbox());
  }

  /** {@code init} finds its files through the index. */
  @Test
  void indexListsEveryFile() throws IOException {
    try (Stream<Path> files = Files.walk(ConfigurationFolders.SHIPPED)) {
      assertThat(ConfigurationFolders.lines(Path.of("src/main/resources/configuration.index")))
          .containsExactlyElementsOf(
              files.filter(Files::isRegularFile).map(Path::toString).sorted().toList());
    }
  }

  @Test
  void showsEveryKeyWithItsDefaultInOrder() {
    List<String> shown =
        ConfigurationFolders.lines(ConfigurationFiles.ENVIRONMENT).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(shown)
        .containsExactlyElementsOf(
            Arrays.stream(EnvironmentKey.values())
                .map(key -> key.name() + "=" + key.defaultValue())
                .toList());
  }

  @Test
  void knowsThePlatformsByTheirOsRelease() {
    List<Platform> platforms = reader.read(CHECKOUT).platforms().value().orElseThrow();

    assertThat(platforms)
        .extracting(Platform::name)
        .containsExactly("centos-7", "debian-12", "el8", "el9");
    assertThat(platformOf(platforms, "debian", "12")).containsExactly("debian-12");
    assertThat(platformOf(platforms, "rocky", "9.4")).containsExactly("el9");
    assertThat(platformOf(platforms, "centos", "8")).containsExactly("el8");
    assertThat(platformOf(platforms, "centos", "7")).containsExactly("centos-7");
    assertThat(platformOf(platforms, "ubuntu", "24.04")).isEmpty();
  }

  private static List<String> platformOf(List<Platform> platforms, String id, String version) {
    return platforms.stream()
        .filter(it -> it.osRelease().matches(id, version))
        .map(Platform::name)
        .toList();
  }

  @Test
  void libvirtNetworksHaveUuids() {
    Lab lab = reader.read(CHECKOUT).lab(Optional.empty()).value().orElseThrow();

    assertThat(lab.virtualMachineControlPlane().uuid().version()).isEqualTo(5);
    assertThat(lab.virtualMachineControlPlane().xml())
        .contains(
            "<name>virtual-machine-control-plane</name>\n  <uuid>"
                + lab.virtualMachineControlPlane().uuid()
                + "</uuid>\n");
    assertThat(lab.openstackControlPlane().xml())
        .contains("  <uuid>" + lab.openstackControlPlane().uuid() + "</uuid>\n");
    assertThat(lab.openstackControlPlane().uuid())
        .isNotEqualTo(lab.virtualMachineControlPlane().uuid());
  }
}
