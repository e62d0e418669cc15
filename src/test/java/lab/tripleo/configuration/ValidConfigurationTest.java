package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code valid} differs from the shipped configuration and gives this lab. */
class ValidConfigurationTest {
  static final Path CASES = Path.of("src/test/resources/valid");

  @TempDir Path labFolder;

  static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheExpectedLab(Path theCase) {
    ConfigurationFolders.ofCase(theCase, labFolder);
    Configuration configuration = ConfigurationFolders.reader().read(labFolder);
    Optional<FoundPlatform> remembered = ConfigurationFolders.remembered(theCase);

    Checked<Lab> lab = configuration.lab(remembered);
    String warnings = new DiagnosticPrinter(configuration::sourceLine).print(lab.diagnostics());

    assertThat(lab.value()).as(warnings).isPresent();
    String described =
        warnings
            + describe(lab.value().orElseThrow())
            + networks(theCase, lab.value().orElseThrow())
            + settings(theCase, lab.value().orElseThrow())
            + nodes(theCase, lab.value().orElseThrow());
    Path expected = theCase.resolve("expected.txt");
    if (!Files.exists(expected)) {
      ConfigurationFolders.write(expected, described);
      throw new AssertionError("wrote " + expected + "; read it, then run again\n" + described);
    }
    assertThat(described).isEqualTo(ConfigurationFolders.read(expected));
  }

  private static String describe(Lab lab) {
    Platform platform = lab.hypervisor().platform();
    return String.join(
        "\n",
        lab.name() + " on " + lab.hypervisor().address().text(),
        platform.name()
            + ": "
            + lab.hypervisor().systemTitle()
            + ", "
            + lab.hypervisor().osRelease(),
        "interface: " + lab.hypervisor().controlPlaneInterface().orElse("none"),
        "machines: " + lab.hypervisor().virtType() + " in " + lab.hypervisor().libvirtScope(),
        "release " + lab.release().name() + ", VirtualBMC " + lab.virtualBmc().version(),
        lab.nameserver() + ", " + lab.timezone() + ", " + lab.siteNetwork(),
        lab.virtualMachineControlPlane().bridge()
            + ": "
            + lab.virtualMachineControlPlane().subnet()
            + ", gateway "
            + lab.virtualMachineControlPlane().gateway()
            + ", DHCP "
            + lab.virtualMachineControlPlane().dhcpFirst()
            + " to "
            + lab.virtualMachineControlPlane().dhcpLast()
            + ", tripleo "
            + lab.virtualMachineControlPlane().tripleoAddress(),
        lab.openstackControlPlane().bridge() + ": " + lab.openstackControlPlane().subnet(),
        "tripleo: "
            + lab.tripleo().disk()
            + " "
            + String.join(" ", lab.tripleo().options())
            + "\n");
  }

  private static String settings(Path theCase, Lab lab) {
    boolean shipped = !Files.exists(theCase.resolve(ConfigurationFiles.CLOUD_INIT));
    return shipped ? "" : lab.tripleo().cloudConfig();
  }

  private static String nodes(Path theCase, Lab lab) {
    if (!Files.exists(theCase.resolve(ConfigurationFiles.NODES))) {
      return "";
    }
    boolean introspection =
        ConfigurationFolders.read(theCase.resolve(ConfigurationFiles.NODES))
            .contains("introspection");
    return Stream.concat(lab.nodes().virtual().stream(), lab.nodes().physical().stream())
        .map(it -> it + "\n")
        .collect(
            Collectors.joining(
                "",
                "nodes: " + lab.nodes().names() + "\n",
                introspection ? lab.nodes().introspection() + "\n" : ""));
  }

  /** The XML for libvirt, if it differs from the shipped one. */
  private static String networks(Path theCase, Lab lab) {
    String text = "";
    if (Files.exists(theCase.resolve(ConfigurationFiles.network(NatNetworkReader.NAME)))) {
      text += lab.virtualMachineControlPlane().xml();
    }
    if (Files.exists(theCase.resolve(ConfigurationFiles.network(BridgeNetworkReader.NAME)))) {
      text += lab.openstackControlPlane().xml();
    }
    return text;
  }
}
