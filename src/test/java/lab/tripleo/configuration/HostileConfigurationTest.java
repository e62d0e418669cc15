package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.HostileStrings;
import lab.tripleo.Mutations;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.LockedInputs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any files yield diagnostics, never an exception, and never an invalid value. */
class HostileConfigurationTest {
  private static final List<Path> FILES =
      List.of(
          ConfigurationFiles.ENVIRONMENT,
          ConfigurationFiles.network(NatNetworkReader.NAME),
          ConfigurationFiles.network(BridgeNetworkReader.NAME),
          ConfigurationFiles.PLATFORMS.resolve("debian-12.yaml"),
          ConfigurationFiles.RELEASES.resolve("simulated.yaml"),
          ConfigurationFiles.RELEASES.resolve("wallaby.yaml"),
          ConfigurationFiles.VIRT_INSTALL,
          ConfigurationFiles.CLOUD_INIT,
          ConfigurationFiles.UNDERCLOUD_CONF,
          ConfigurationFiles.NODES,
          LockedInputs.FILE);

  private final ConfigurationReader reader = ConfigurationFolders.reader();
  private final Mutations mutations = new Mutations();

  @TempDir Path labFolder;

  /** The other entries of the catalogue are the same in each test, so they are left out. */
  private static final Set<String> CATALOGUE =
      Set.of("debian-12.yaml", "el8.yaml", "el9.yaml", "simulated.yaml", "wallaby.yaml");

  @BeforeEach
  void fill() throws IOException {
    ConfigurationFolders.shipped(labFolder);
    ConfigurationFolders.keepOnly(CATALOGUE, labFolder);
    write(LockedInputs.FILE, ConfigurationFolders.read(LockedInputs.FILE));
  }

  @ParameterizedTest
  @EnumSource
  @Fault(
      in = Area.CONFIGURATION,
      when = "A hostile value for each key of the environment",
      then = "It is rejected or passed on unchanged")
  void takesAnyValueOfAKeyForWhatItIsOrRefusesIt(EnvironmentKey key) throws IOException {
    ConfigurationFolders.keepOnly(ConfigurationFolders.OF_THE_SANDBOX, labFolder);
    for (String hostile : HostileStrings.all()) {
      for (String quote : List.of("", "'", "\"")) {
        String environment = key.name() + "=" + quote + hostile + quote + "\n";
        Problems problems = new Problems();
        new EnvironmentReader(new SourceFile(ConfigurationFiles.ENVIRONMENT, environment), problems)
            .read();
        // The other files are the same each time, so they are read only for accepted values.
        if (!problems.hasErrors()) {
          write(ConfigurationFiles.ENVIRONMENT, environment);
          read().value().ifPresent(HostileConfigurationTest::isHarmless);
        }
      }
    }
  }

  /** The guarantees of the value formats. */
  private static void isHarmless(Lab lab) {
    assertThat(lab.name()).matches("[A-Za-z0-9-]+");
    assertThat(lab.hypervisor().address().text()).matches("[A-Za-z0-9_.:\\[\\]-]+");
    assertThat(lab.hypervisor().address().text()).doesNotStartWith("-");
    assertThat(lab.hypervisor().controlPlaneInterface().orElse("x"))
        .matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}");
    assertThat(lab.virtualBmc().version()).matches("[0-9a-z.]+");
    assertThat(lab.nodes().names()).allMatch(it -> it.matches("[a-z][a-z0-9-]{0,62}"));
    assertThat(lab.siteNetwork().httpProxy().orElse("http://x")).startsWith("http");
    assertThat(lab.siteNetwork().httpProxy().orElse("x")).doesNotContainAnyWhitespaces();
    assertThat(lab.siteNetwork().noProxy().orElse("x")).doesNotContainAnyWhitespaces();
  }

  @Test
  void hostileValuesStayInsideTheirXmlAndYamlNodes() throws IOException {
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
  @Fault(
      in = Area.CONFIGURATION,
      when = "Hostile text in each configuration file",
      then = "Diagnostics are reported; no exception, no hang")
  void survivesEveryHostileTextAsAFile() throws IOException {
    ConfigurationFolders.keepOnly(ConfigurationFolders.OF_THE_SANDBOX, labFolder);
    for (Path file : FILES) {
      boolean kept = Files.exists(labFolder.resolve(file));
      for (String hostile : HostileStrings.all()) {
        write(file, hostile);
        read();
      }
      Files.delete(labFolder.resolve(file));
      if (kept) {
        write(file, ConfigurationFolders.read(file));
      }
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
  @Fault(
      in = Area.CONFIGURATION,
      when = "Random changes to each configuration file",
      then = "The lab loads, or diagnostics with file and line are reported; no exception, no hang")
  void survivesRandomChanges() throws IOException {
    Mutations.repeat(
        300,
        () -> {
          Path file = mutations.anyOf(FILES);
          byte[] shipped = ConfigurationFolders.read(file).getBytes(StandardCharsets.UTF_8);
          write(file, mutations.changed(shipped));
          read();
          write(file, shipped);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entities",
        "external-entity",
        "parameter-entity",
        "aliases",
        "recursion",
        "deep-sequence",
        "deep-mapping",
        "deep-elements",
        "many-attributes",
        "long-line",
        "long-value",
        "many-lines",
        "long-number"
      })
  @Timeout(30)
  @Fault(
      in = Area.CONFIGURATION,
      when =
          "Entity bombs, external entities, alias bombs, recursion, endless nesting and lines of megabytes, in each configuration file",
      then =
          "Diagnostics are reported within seconds and within 512 MiB of memory; no other file is read")
  void survivesBombs(String name) throws IOException {
    Path secret = Files.writeString(labFolder.resolve("other file"), "of another file");
    String bomb = bomb(name, secret);
    for (Path file : FILES) {
      String shipped = ConfigurationFolders.read(file);
      write(file, bomb);
      Checked<Lab> lab = read();
      assertThat(lab.diagnostics().toString()).doesNotContain("of another file");
      assertThat(lab.diagnostics()).as(file.toString()).isNotEmpty();
      write(file, shipped);
    }
  }

  /** Small files that expand a lot, and large files. */
  private static String bomb(String name, Path secret) {
    int much = 200_000;
    return switch (name) {
      case "entities" -> {
        StringBuilder text = new StringBuilder("<!DOCTYPE network [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 30; i++) {
          text.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        yield text.append("]><network><name>&e29;</name></network>\n").toString();
      }
      case "external-entity" ->
          "<!DOCTYPE network [<!ENTITY other SYSTEM \"%s\">]><network><name>&other;</name></network>\n"
              .formatted(secret.toUri());
      case "parameter-entity" ->
          "<!DOCTYPE network [<!ENTITY %% other SYSTEM \"%s\"> %%other;]><network/>\n"
              .formatted(secret.toUri());
      case "aliases" -> {
        StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 60; i++) {
          text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        yield text.toString();
      }
      case "recursion" -> "title: &me\n  also: *me\n  more: [*me, *me]\n";
      case "deep-sequence" -> "title: " + "[".repeat(much) + "]".repeat(much) + "\n";
      case "deep-mapping" -> "{a: ".repeat(much) + "1" + "}".repeat(much) + "\n";
      case "deep-elements" -> "<a>".repeat(much) + "</a>".repeat(much) + "\n";
      case "many-attributes" -> {
        StringBuilder text = new StringBuilder("<network");
        for (int i = 0; i < much; i++) {
          text.append(" a").append(i).append("='1'");
        }
        yield text.append("/>\n").toString();
      }
      case "long-line" -> "a".repeat(20_000_000) + "\n";
      case "long-value" -> "[DEFAULT]\nlocal_ip = " + "1".repeat(20_000_000) + "\n";
      case "many-lines" -> "a = 1\n".repeat(much);
      case "long-number" -> "memory: 1" + "0".repeat(much) + "e999999999\n";
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Checked<Lab> read() {
    Configuration configuration = reader.read(labFolder);
    Checked<Lab> lab = configuration.lab(Optional.empty());
    DiagnosticPrinter printer = new DiagnosticPrinter(configuration::sourceLine);
    assertThatCode(() -> printer.print(lab.diagnostics())).doesNotThrowAnyException();
    for (Diagnostic diagnostic : lab.diagnostics()) {
      assertThat(diagnostic.message()).isNotBlank();
      assertThat(labFolder.resolve(diagnostic.at().file())).exists();
    }
    return lab;
  }

  private void write(Path file, String text) throws IOException {
    // Not writeString, which rejects lone surrogates.
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(Path file, byte[] content) throws IOException {
    Path target = labFolder.resolve(file);
    // Some file systems flush a file that is overwritten, which takes longer than the test.
    Files.deleteIfExists(target);
    Files.write(target, content);
  }

  private void insert(Path file, String before, String text) throws IOException {
    replace(file, before, text + "\n" + before);
  }

  private void replace(Path file, String old, String text) throws IOException {
    String shipped = ConfigurationFolders.read(labFolder.resolve(file));
    assertThat(shipped).contains(old);
    write(file, shipped.replace(old, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text: \"%s\"", "text: [%s]"})
  @Timeout(30)
  void reportsOnlyTheFirstOfManyUnknownNames(String form) throws IOException {
    String one = form.contains("[") ? "'${Q}', " : "${Q}";
    String text = "#cloud-config\n" + form.formatted(one.repeat(100_000)) + "\n";
    write(ConfigurationFiles.CLOUD_INIT, text);
    assertThat(read().diagnostics())
        .filteredOn(it -> it.code().equals("unknown-replacement"))
        .hasSize(101)
        .last()
        .satisfies(it -> assertThat(it.message()).startsWith("and more unknown names"));
  }
}
