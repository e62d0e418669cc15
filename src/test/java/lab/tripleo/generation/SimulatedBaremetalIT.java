package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in's commands for nodes, with a stand-in for Ironic. */
@Timeout(120)
final class SimulatedBaremetalIT {
  private static final String FILE =
      """
      {"nodes": [{"name": "compute-0", "arch": "x86_64", "cpu": 1, "memory": 1536, "disk": 6,
       "pm_type": "ipmi", "capabilities": "profile:compute", "pm_addr": "192.168.122.1",
       "pm_port": 6230, "pm_user": "admin", "pm_password": "x",
       "ports": [{"address": "52:54:00:00:00:01"}]}]}
      """;

  @TempDir private Path folder;
  private FakeIronic undercloud;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    undercloud = new FakeIronic(Files.createDirectory(folder.resolve("home")), "python3");
    file = Files.writeString(folder.resolve("nodes.json"), FILE);
  }

  @AfterEach
  void stop() {
    undercloud.close();
  }

  private String prints(String command) throws Exception {
    FakeIronic.Said said = undercloud.openstack(command.split(" ", -1));
    assertThat(said.code()).as(said.errors()).isZero();
    return said.out();
  }

  private String fails(int code, String command) throws Exception {
    FakeIronic.Said said = undercloud.openstack(command.split(" ", -1));
    assertThat(said.code()).as(said.out()).isEqualTo(code);
    assertThat(said.errors()).doesNotContain("Traceback");
    return said.errors();
  }

  private void register() throws Exception {
    prints("overcloud node import --no-deploy-image " + file);
    // Ironic asks the BMC.
    prints("baremetal node show compute-0");
    prints("baremetal node show compute-0");
  }

  @Test
  void saysWhatItIs() throws Exception {
    assertThat(prints("baremetal --help")).contains("stand-in", "real Ironic", "node list");
    assertThat(prints("overcloud node import --help")).contains("stand-in", "--validate-only");
  }

  @Test
  void printsTablesAsTheRealClient() throws Exception {
    register();
    assertThat(prints("baremetal node list --fields name maintenance"))
        .isEqualTo(
            """
            +-----------+-------------+
            | Name      | Maintenance |
            +-----------+-------------+
            | compute-0 | False       |
            +-----------+-------------+
            """);
    assertThat(prints("baremetal node show compute-0 --fields name power_state -f json"))
        .isEqualTo("{\n  \"name\": \"compute-0\",\n  \"power_state\": \"power off\"\n}\n");
    assertThat(prints("baremetal port list -f value -c Address")).isEqualTo("52:54:00:00:00:01\n");
    assertThat(prints("baremetal driver list")).contains("| Supported driver(s) | Active host(s) ");
    assertThat(prints("baremetal introspection list -f json")).isEqualTo("[]\n");
  }

  @Test
  void changesANode() throws Exception {
    register();
    prints("baremetal node provide --wait compute-0");
    prints("baremetal node manage --wait 20 compute-0");
    prints("baremetal node inspect --wait 20 compute-0");
    prints("baremetal node provide --wait compute-0");
    assertThat(prints("baremetal introspection status compute-0 -f value")).contains("finished");
    prints("baremetal introspection data save --file " + folder.resolve("data") + " compute-0");
    assertThat(folder.resolve("data")).content().contains("inventory");
    prints("baremetal node power on compute-0");
    prints("baremetal node boot device set --persistent compute-0 pxe");
    assertThat(prints("baremetal node boot device show compute-0 -f value")).contains("pxe");
    prints("baremetal node maintenance set --reason broken compute-0");
    assertThat(prints("baremetal node show compute-0 -f value -c maintenance_reason"))
        .isEqualTo("broken\n");
    prints("baremetal node maintenance unset compute-0");
    assertThat(prints("baremetal node validate compute-0")).contains("| boot      | False  |");
    assertThat(prints("baremetal node delete compute-0")).isEqualTo("Deleted node compute-0\n");
    assertThat(prints("baremetal node list")).isEqualTo("\n");
  }

  /** In Ironic, a failed state keeps the target of the node. */
  @Test
  void waitingEndsWhenANodeFails() throws Exception {
    register();
    undercloud.set("compute-0", "{\"inspection\": \"fails\"}");
    assertThat(fails(1, "baremetal node inspect --wait compute-0"))
        .contains("failed to reach state manageable", "inspect failed", "Introspection timeout");
    assertThat(fails(2, "baremetal node abort --wait compute-0")).contains("no option --wait");
  }

  @Test
  void repeatsWhatALockedNodeRefuses() throws Exception {
    register();
    undercloud.set("compute-0", "{\"locked\": 3}");
    prints("baremetal node power on compute-0");
    undercloud.set("compute-0", "{\"locked\": 1000}");
    assertThat(fails(1, "baremetal node power off compute-0"))
        .contains("is locked by host tripleo", "(HTTP 409)");
  }

  @Test
  void anyNameOfANodeIsAValidRequest() throws Exception {
    for (String name : List.of("a/b?c", "é\u00a0", "x\r\nHost:y")) {
      assertThat(fails(1, "baremetal node show " + name.replace(" ", "")))
          .contains("could not be found. (HTTP 404)");
    }
  }

  @Test
  void introspectsAndProvidesAllManageableNodes() throws Exception {
    register();
    assertThat(prints("overcloud node introspect --all-manageable --provide"))
        .contains("Successfully introspected nodes", "Successfully provided nodes");
    assertThat(prints("baremetal node list -f value -c Maintenance -c Name"))
        .isEqualTo("compute-0 False\n");
  }

  @Test
  void tellsTheErrorsOfIronic() throws Exception {
    assertThat(fails(1, "baremetal node show other"))
        .contains("Node other could not be found. (HTTP 404)");
    register();
    assertThat(fails(1, "baremetal node undeploy --wait 20 compute-0")).contains("HTTP 400");
  }

  @Test
  void refusesWhatItDoesNotSupport() throws Exception {
    assertThat(fails(2, "baremetal node rescue compute-0")).contains("not supported", "--help");
    assertThat(fails(2, "baremetal node list --chassis x")).contains("--chassis is not supported");
    assertThat(fails(2, "baremetal node list -f csv")).contains("csv is not supported");
    assertThat(fails(2, "baremetal node manage")).contains("too few arguments");
    assertThat(fails(1, "baremetal node list -c Nome")).contains("No recognized column names");
  }

  @Test
  void refusesAWrongNodesFile() throws Exception {
    Files.writeString(file, FILE.replace("52:54:00:00:00:01", "52-54").replace("arch", "arc"));
    assertThat(fails(1, "overcloud node import --validate-only " + file))
        .contains("node #0: MAC address 52-54 is invalid", "node #0: Unknown field arc");
    Files.writeString(file, FILE.replace("\"profile:compute\"", "7"));
    assertThat(fails(1, "overcloud node import --validate-only " + file))
        .contains("node #0: Invalid capabilities: 7");
    for (String text : List.of("{\"nodes\": {}}", "[\"compute-0\"]", "7", "{")) {
      Files.writeString(file, text);
      assertThat(fails(1, "overcloud node import --validate-only " + file))
          .contains("nodes.json: ");
    }
    Path yaml = Files.writeString(folder.resolve("nodes.yaml"), "nodes: [");
    assertThat(fails(1, "overcloud node import --validate-only " + yaml)).contains("nodes.yaml: ");
    Files.writeString(file, FILE);
    assertThat(prints("overcloud node import --validate-only " + file)).contains("validated");
    assertThat(fails(1, "overcloud node import --http-boot /nowhere " + file))
        .contains("/nowhere/agent.kernel is missing");
    assertThat(undercloud.requests()).isEmpty();
  }

  @Test
  void needsCredentialsAndAServer() throws Exception {
    Files.writeString(
        undercloud.home().resolve("stackrc"), "PATH=" + undercloud.home() + "/bin:$PATH\n");
    assertThat(fails(1, "baremetal node list")).contains("Missing value auth-url");
    Files.writeString(
        undercloud.home().resolve("stackrc"),
        "export OS_AUTH_URL=http://127.0.99.99:5000 PATH=" + undercloud.home() + "/bin:$PATH\n");
    assertThat(fails(1, "baremetal node list")).contains("Unable to establish connection");
  }
}
