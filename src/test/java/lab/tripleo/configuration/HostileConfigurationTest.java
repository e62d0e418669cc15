package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lab.tripleo.HostileStrings;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the files hold: diagnostics, never an exception, never a value that slipped through. */
class HostileConfigurationTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final long SEED = 20_260_501L;
  private static final List<Path> FILES =
      List.of(
          ConfigurationFiles.ENVIRONMENT,
          ConfigurationFiles.network(NatNetworkReader.NAME),
          ConfigurationFiles.network(BridgeNetworkReader.NAME),
          ConfigurationFiles.PLATFORMS.resolve("debian-12.yaml"),
          ConfigurationFiles.RELEASES.resolve("simulated.yaml"));

  private final ConfigurationReader reader = new ConfigurationReader();
  private final Random random = new Random(SEED);

  @TempDir Path labFolder;

  @BeforeEach
  void fill() {
    ConfigurationFolders.shipped(labFolder);
  }

  @ParameterizedTest
  @EnumSource
  void takesAnyValueOfAKeyForWhatItIsOrRefusesIt(EnvironmentKey key) throws IOException {
    for (String hostile : HostileStrings.all()) {
      for (String quote : List.of("", "'", "\"")) {
        write(ConfigurationFiles.ENVIRONMENT, key.name() + "=" + quote + hostile + quote + "\n");
        // The other files are the same each time; reading them is for the values that are taken.
        if (reader.readContact(labFolder).value().isPresent()) {
          read().value().ifPresent(HostileConfigurationTest::isHarmless);
        }
      }
    }
  }

  /** What the forms promise to the rest of the program. */
  private static void isHarmless(Lab lab) {
    assertThat(lab.name()).matches("[A-Za-z0-9-]+");
    assertThat(lab.hypervisor().address().text()).matches("[A-Za-z0-9_.:\\[\\]-]+");
    assertThat(lab.hypervisor().address().text()).doesNotStartWith("-");
    assertThat(lab.hypervisor().controlPlaneInterface().orElse("x"))
        .matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}");
    assertThat(lab.virtualBmc().version()).matches("[0-9a-z.]+");
    assertThat(lab.surroundings().httpProxy().orElse("http://x")).startsWith("http");
    assertThat(lab.surroundings().httpProxy().orElse("x")).doesNotContainAnyWhitespaces();
    assertThat(lab.surroundings().noProxy().orElse("x")).doesNotContainAnyWhitespaces();
  }

  @Test
  void keepsAHostileValueInsideItsPlaceInXmlAndYaml() throws IOException {
    String bundle = "a'/><ip address='x'>&amp;{{ 1 }}: # -.pem";
    Path pem = labFolder.resolve(bundle);
    Files.createDirectories(pem.getParent());
    Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n");
    write(ConfigurationFiles.ENVIRONMENT, "CA_BUNDLE=\"" + bundle + "\"\n");
    insert(
        ConfigurationFiles.network(NatNetworkReader.NAME),
        "  <forward",
        "<title>${CA_BUNDLE}</title>");
    replace(
        ConfigurationFiles.PLATFORMS.resolve("debian-12.yaml"),
        "Debian 12 (bookworm)",
        "${CA_BUNDLE}");

    Lab lab = read().value().orElseThrow();

    assertThat(lab.hypervisor().platform().title()).isEqualTo(bundle);
    assertThat(lab.virtualMachineControlPlane().xml())
        .contains(
            "<title>a&apos;/&gt;&lt;ip address=&apos;x&apos;&gt;&amp;amp;{{ 1 }}: # -.pem</title>");
  }

  @Test
  void survivesEveryHostileTextAsAFile() throws IOException {
    // One file of each format.
    for (Path file : List.of(FILES.get(0), FILES.get(1), FILES.get(3))) {
      String shipped = ConfigurationFolders.read(file);
      for (String hostile : HostileStrings.all()) {
        write(file, hostile);
        read();
      }
      write(file, shipped);
    }
  }

  @Test
  void survivesHostileTextsInPlatformsAndNetworks() throws IOException {
    Path platform = ConfigurationFiles.PLATFORMS.resolve("debian-12.yaml");
    Path network = ConfigurationFiles.network(NatNetworkReader.NAME);
    String shippedPlatform = ConfigurationFolders.read(platform);
    String shippedNetwork = ConfigurationFolders.read(network);
    for (String hostile : HostileStrings.all()) {
      write(platform, shippedPlatform.replace("/usr/bin/python3\n", hostile + "\n"));
      write(network, shippedNetwork.replace("vm-ctlplane", hostile));
      read();
    }
  }

  @Test
  void survivesRandomChanges() throws IOException {
    Instant end = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(end)) {
      Path file = FILES.get(random.nextInt(FILES.size()));
      byte[] shipped = ConfigurationFolders.read(file).getBytes(StandardCharsets.UTF_8);
      Files.write(labFolder.resolve(file), changed(shipped));
      read();
      Files.write(labFolder.resolve(file), shipped);
    }
  }

  private byte[] changed(byte[] shipped) {
    byte[] bytes = shipped.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    List<String> all = HostileStrings.all();
    byte[] middle =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0];
          case 1 -> all.get(random.nextInt(all.size())).getBytes(StandardCharsets.UTF_8);
          case 2 -> new byte[] {(byte) random.nextInt(256)};
          case 3 -> Arrays.copyOfRange(bytes, Math.max(0, from - 60), from);
          default -> new byte[] {(byte) "<>&\"'${}[]:#-= \n".charAt(random.nextInt(16))};
        };
    byte[] out = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }

  private Checked<Lab> read() {
    Checked<Lab> lab = reader.read(labFolder, Optional.empty());
    DiagnosticPrinter printer = new DiagnosticPrinter(at -> reader.sourceLine(labFolder, at));
    assertThatCode(() -> printer.print(lab.diagnostics())).doesNotThrowAnyException();
    for (Diagnostic diagnostic : lab.diagnostics()) {
      assertThat(diagnostic.message()).isNotBlank();
      assertThat(labFolder.resolve(diagnostic.at().file())).exists();
    }
    return lab;
  }

  private void write(Path file, String text) throws IOException {
    // Not writeString, which refuses half of a surrogate pair.
    Files.write(labFolder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }

  private void insert(Path file, String before, String text) throws IOException {
    replace(file, before, text + "\n" + before);
  }

  private void replace(Path file, String old, String text) throws IOException {
    String shipped = ConfigurationFolders.read(labFolder.resolve(file));
    assertThat(shipped).contains(old);
    write(file, shipped.replace(old, text));
  }
}
