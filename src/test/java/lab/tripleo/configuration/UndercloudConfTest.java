package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.catalogue.CatalogueReader;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Release;
import lab.tripleo.model.UndercloudConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndercloudConfTest {
  private static final Path CHECKOUT = Path.of("");

  @TempDir private Path labFolder;

  static Stream<Release> releases() {
    Problems problems = new Problems();
    SourceFiles files = new SourceFiles(new DiskFiles(CHECKOUT), List.of(), problems);
    Environment environment =
        new EnvironmentReader(files.read(ConfigurationFiles.ENVIRONMENT).orElseThrow(), problems)
            .read();
    Catalogue catalogue =
        new CatalogueReader(
                files, new Replacement(environment, problems), Optional.empty(), problems)
            .read();
    return catalogue.releaseNames().stream().map(it -> catalogue.release(it).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void shippedFileIsValidForEachRelease(Release release) throws IOException {
    Checked<Lab> lab = lab(release);

    assertThat(lab.diagnostics()).isEmpty();
    UndercloudConf conf = lab.value().orElseThrow().undercloud().conf();
    for (UndercloudConf.Section section : conf.sections()) {
      boolean isDefault = section.name().equals(UndercloudConf.DEFAULT);
      var known = isDefault ? release.undercloud().options() : release.undercloud().subnetOptions();
      assertThat(section.options())
          .isNotEmpty()
          .allMatch(it -> known.containsKey(it.name()) && !it.value().isBlank());
    }
    assertThat(conf.option(UndercloudConf.DEFAULT, "container_images_file")).isPresent();
    assertThat(conf.option(UndercloudConf.DEFAULT, "local_interface")).contains("eth1");
  }

  private Checked<Lab> lab(Release release) throws IOException {
    ConfigurationFolders.shipped(labFolder);
    Files.write(
        labFolder.resolve(ConfigurationFiles.ENVIRONMENT),
        List.of(
            "HYPERVISOR_ADDRESS=hypervisor.example.org",
            "HYPERVISOR_PLATFORM=" + release.platforms().get(0),
            "TRIPLEO_IMAGE_URL=http://images.example.org/disk.qcow2",
            "TRIPLEO_IMAGE_SHA256=" + "0".repeat(64),
            "TRIPLEO_RELEASE=" + release.name()));
    return ConfigurationFolders.reader().read(labFolder).lab(Optional.empty());
  }

  /** From the sources of python-tripleoclient, for each branch. */
  @ParameterizedTest
  @MethodSource("releases")
  void catalogueHasTheChangesBetweenReleases(Release release) {
    var options = release.undercloud().options();
    boolean stein = release.name().equals("stein");
    boolean trainOrUssuri = List.of("train", "ussuri", "rhosp-16.2").contains(release.name());
    boolean wallaby = List.of("wallaby", "zed", "rhosp-17.1", "simulated").contains(release.name());
    assertThat(options.containsKey("enable_ui")).isEqualTo(stein);
    assertThat(options.containsKey("undercloud_enable_paunch")).isEqualTo(trainOrUssuri);
    assertThat(options.containsKey("enable_swift")).isEqualTo(wallaby);
    assertThat(options.containsKey("docker_bip")).isEqualTo(!wallaby);
    assertThat(release.undercloud().subnetOptions().containsKey("dns_nameservers"))
        .isEqualTo(!stein);
  }

  @Test
  void readsTheFormatOfOsloConfig() throws IOException {
    ConfigurationFolders.shipped(labFolder);
    Path forms =
        Path.of(
            "src/test/resources/valid/undercloud-forms", "configuration/tripleo/undercloud.conf");
    Files.copy(
        forms,
        labFolder.resolve(ConfigurationFiles.UNDERCLOUD_CONF),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    UndercloudConf conf =
        ConfigurationFolders.reader()
            .read(labFolder)
            .lab(Optional.empty())
            .value()
            .orElseThrow()
            .undercloud()
            .conf();

    assertThat(conf.text())
        .contains(
            "undercloud_hostname = undercloud.example.org\n",
            "undercloud_nameservers = 192.0.2.1, 192.0.2.2\n",
            "overcloud_domain_name = example.org\n",
            "undercloud_log_file = $output_dir/install $$1.log\n",
            "local_interface = eth1\n",
            "\n[local]\ncidr = 192.168.24.0/24\n",
            "\n[leaf]\n")
        .endsWith("inspection_iprange = 192.168.25.100,192.168.25.120\n");
  }
}
