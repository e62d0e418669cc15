package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.orchestrator.AnsibleChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostAccessTest {
  private static final Path LABS = Path.of("src/test/resources/labs");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "centos7-stein, 2.7, centos-7",
    "centos7-system-scope, 2.7, centos-7",
    "el8-train, 3.6, el8",
    "el8-rhosp-16.2, 3.6, el8",
    "el9-wallaby, 3.9, el9",
    "el9-rhosp-17.1, 3.9, el9",
    "debian12-qemu, 3.11, debian-12",
  })
  void oldestPythonOfAllHostsDecides(String theCase, String python, String host) {
    ConfigurationFolders.ofCase(LABS.resolve(theCase).resolve("input"), folder);
    AnsibleChoice.Host oldest =
        ConfigurationFolders.reader()
            .read(folder)
            .lab(Optional.empty())
            .value()
            .map(HostAccess::choice)
            .flatMap(AnsibleChoice::oldest)
            .orElseThrow();
    assertThat(oldest.python().text()).isEqualTo(python);
    assertThat(oldest.name()).isEqualTo(host);
  }

  /** The virtual machine's system may be older than the hypervisor's. */
  @Test
  void virtualMachineTripleoIsAHostToo() throws IOException {
    ConfigurationFolders.shipped(folder);
    Path release = folder.resolve("configuration/releases/simulated.yaml");
    Files.writeString(
        release,
        Files.readString(release).replace("python-version: '3.11'", "python-version: '3.6'"));
    assertThat(
            ConfigurationFolders.reader()
                .read(folder)
                .lab(Optional.empty())
                .value()
                .map(HostAccess::choice)
                .flatMap(AnsibleChoice::oldest)
                .map(it -> it.name() + " " + it.python().text()))
        .contains("virtual machine tripleo (Debian 12) 3.6");
  }
}
