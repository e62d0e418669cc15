package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.HypervisorAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
  private final ConfigurationReader reader = ConfigurationFolders.reader();

  @TempDir Path labFolder;

  @BeforeEach
  void fill() {
    ConfigurationFolders.shipped(labFolder);
  }

  @Test
  void readsTheAddressDespiteErrorsInOtherFiles() throws IOException {
    Files.writeString(file(ConfigurationFiles.ENVIRONMENT), "HYPERVISOR_ADDRESS=lab:2222\n");
    Files.delete(file(ConfigurationFiles.network(NatNetworkReader.NAME)));

    assertThat(reader.read(labFolder).contact().value().map(it -> it.address()))
        .contains(new HypervisorAddress.Remote("lab", 2222));
    assertThat(
            reader
                .read(labFolder)
                .lab(Optional.of(new FoundPlatform("el9", Optional.empty())))
                .value())
        .isEmpty();
  }

  @Test
  void reportsAllErrorsInFileOrder() throws IOException {
    Files.writeString(
        file(ConfigurationFiles.ENVIRONMENT), "VIRT_TYPE=x\nHYPERVISOR_PLATFORM=y\nZ=1\n");
    Files.writeString(file(ConfigurationFiles.network(BridgeNetworkReader.NAME)), "<network/>");
    Files.writeString(file(ConfigurationFiles.RELEASES.resolve("zed.yaml")), "a: b");

    List<Diagnostic> found = reader.read(labFolder).lab(Optional.empty()).diagnostics();

    assertThat(found)
        .extracting(it -> it.at().file().getFileName() + ":" + it.at().line() + " " + it.code())
        .containsExactly(
            "environment:1 unknown-word",
            "environment:2 unknown-platform",
            "environment:3 unknown-key",
            "openstack-control-plane.xml:1 missing-element",
            "openstack-control-plane.xml:1 missing-element",
            "openstack-control-plane.xml:1 missing-element",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 missing-key",
            "zed.yaml:1 unknown-key");
  }

  @Test
  void readingIsRepeatableAndChangesNothing() throws IOException {
    List<Path> before = tree();
    assertThat(reader.read(labFolder).lab(Optional.empty()))
        .isEqualTo(ConfigurationFolders.reader().read(labFolder).lab(Optional.empty()));
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void refusesAFileOfMoreThanAMebibyte() throws IOException {
    Path environment = file(ConfigurationFiles.ENVIRONMENT);
    Files.writeString(environment, "#".repeat(DiskFiles.LARGEST));
    assertThat(reader.read(labFolder).contact().diagnostics()).isEmpty();

    Files.writeString(environment, "#".repeat(DiskFiles.LARGEST + 1));
    assertThat(reader.read(labFolder).contact().diagnostics())
        .extracting(Diagnostic::toString)
        .singleElement()
        .asString()
        .contains("too-large", "1 MiB");
    assertThat(line(ConfigurationFiles.ENVIRONMENT, 1)).isEmpty();
  }

  @Test
  void showsTwoHundredProblemsAndCountsTheRest() throws IOException {
    Files.writeString(file(ConfigurationFiles.ENVIRONMENT), "?\n".repeat(1000));

    List<Diagnostic> found = reader.read(labFolder).contact().diagnostics();

    assertThat(found).hasSize(201);
    assertThat(found.get(200).message()).isEqualTo("and 800 more problems");
  }

  @Test
  void missingLabFolderYieldsDiagnostics() {
    assertThat(reader.read(labFolder.resolve("absent")).lab(Optional.empty()).diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly("missing-file", "empty-catalogue");
    assertThat(reader.read(labFolder.resolve("absent")).platforms().value()).isEmpty();
  }

  @Test
  void linesOfFilesThatCannotBeReadAreEmpty() throws IOException {
    Files.write(labFolder.resolve("binary"), new byte[] {(byte) 0xff, 'a', '\n', 'b', 0});

    assertThat(line(ConfigurationFiles.ENVIRONMENT, 1)).startsWith("# The lab's settings");
    assertThat(line(ConfigurationFiles.ENVIRONMENT, 100_000)).isEmpty();
    assertThat(line(ConfigurationFiles.ENVIRONMENT, 0)).isEmpty();
    assertThat(line(Path.of("absent"), 1)).isEmpty();
    assertThat(line(Path.of("configuration"), 1)).isEmpty();
    assertThat(line(Path.of("binary"), 1)).isEqualTo("\ufffda");
  }

  @Test
  void theNetworksIdentityNeverChanges() {
    assertThat(new Identity("tripleo-lab").uuid(NatNetworkReader.NAME))
        .hasToString("eaa37242-3c5e-59ec-bbf8-47cb41282620");
    assertThat(new Identity("tripleo-lab").uuid(BridgeNetworkReader.NAME))
        .hasToString("54873b43-dcba-5aa3-950c-7463ea65dda5");
  }

  private String line(Path file, int line) {
    return reader.read(labFolder).sourceLine(new SourceLocation(file, line, 1));
  }

  private Path file(Path path) {
    return labFolder.resolve(path);
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> files = Files.walk(labFolder)) {
      return files.sorted().toList();
    }
  }
}
