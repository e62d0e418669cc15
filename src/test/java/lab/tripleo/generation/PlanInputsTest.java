package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.configuration.ConfigurationFolders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code src/real-tripleo/inputs} says a rendered plan depends on. */
class PlanInputsTest {
  private static final String RELEASE = "zed";

  @TempDir private Path checkout;
  private String before;

  @BeforeEach
  void copies() throws Exception {
    ConfigurationFolders.shipped(checkout);
    ConfigurationFolders.copy(
        RealTripleo.SCRIPTS, checkout.resolve("src").resolve(RealTripleo.SCRIPTS.getFileName()));
    this.before = inputs();
  }

  @ParameterizedTest
  @CsvSource({
    "configuration/releases/zed.yaml, neutron_api, neutron_server",
    "configuration/releases/zed.yaml, tripleozedcentos9, tripleozedcentos10",
    "configuration/releases/zed.yaml, enable_frr, enable_bgp",
    "configuration/tripleo/undercloud.conf, 192.168.24.1/24, 192.168.25.1/24",
    "configuration/environment, 192.168.24.0/24, 192.168.25.0/24",
    "src/real-tripleo/requirements/zed.txt, tripleo-common==18, tripleo-common==17",
    "src/real-tripleo/requirements/zed-heat.txt, openstack-heat==19, openstack-heat==18",
    "src/real-tripleo/templates, version=18, version=17"
  })
  void planDependsOn(String file, String text, String other) throws Exception {
    replace(file, text, other);

    assertThat(inputs()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "configuration/releases/zed.yaml, nodes:, 'new-key: 1\nnodes:'",
    "configuration/releases/zed.yaml, memory: 16384, memory: 20480",
    "configuration/releases/zed.yaml, # The undercloud:, # Undercloud:",
    "configuration/releases/wallaby.yaml, neutron_api, neutron_server",
    "configuration/tripleo/undercloud.conf, [DEFAULT], '# A comment.\n[DEFAULT]'",
    "src/real-tripleo/requirements/wallaby.txt, tripleo-common==15, tripleo-common==14",
    "src/real-tripleo/templates, version=14, version=15"
  })
  void planDoesNotDependOn(String file, String text, String other) throws Exception {
    replace(file, text, other);

    assertThat(inputs()).isEqualTo(before);
  }

  private void replace(String file, String text, String other) throws IOException {
    Path changed = checkout.resolve(file);
    String content = Files.readString(changed);
    assertThat(content).contains(text);
    Files.writeString(changed, content.replace(text, other));
  }

  private String inputs() throws Exception {
    Path script = checkout.resolve("src/real-tripleo/inputs");
    Process process = new ProcessBuilder(List.of(script.toString(), RELEASE)).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
