package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The sandbox's Ironic switches a node of the lab by IPMI, boots it by PXE and inspects it. */
@EndToEnd
@Order(2)
final class IronicIT {
  private static final Path SCRIPT = Path.of("src/test/resources/e2e/ironic-node");
  private static final String NODE = "compute-0";
  private static final String BMC_PORT = "6235";
  private static final String CONF =
      "/var/lib/config-data/puppet-generated/ironic/etc/ironic/ironic.conf";

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "`ironic.conf` in the virtual machine changes, and `ironic_conductor` restarts",
      then = "Ironic has the new settings, and its nodes")
  @Fault(
      in = Area.INSTALLATION,
      when = "The virtual machine `tripleo` reboots",
      then = "The containers of the undercloud start again; Ironic has its nodes")
  void switchesAndInspectsANode(@In(State.UNDERCLOUD) SandboxLab lab) throws IOException {
    lab.must("run", "--yes", "nodes-prepare");
    String mac =
        lab.asStack("virsh domiflist " + NODE + " | grep -o '52:54:00[0-9a-f:]*' | head -1");
    String password =
        Files.readString(lab.folder().file("workspace/passwords/admin@virtualbmc")).strip();
    String node = "MAC=%s BMC_PORT=%s BMC_PASSWORD=%s".formatted(mac, BMC_PORT, password);

    ironic(lab, node, "create", "manage", "on");
    assertThat(lab.virsh("list --name")).contains(NODE);
    ironic(lab, "", "off");
    assertThat(lab.virsh("list --name")).doesNotContain(NODE);

    JsonNode inspected = ironic(lab, "", "inspect", "provide");
    assertThat(inspected.path("provision_state").asText()).isEqualTo("available");
    assertThat(inspected.at("/properties/memory_mb").asText()).isEqualTo("1536");
    assertThat(inspected.at("/properties/cpus").asText()).isEqualTo("1");
    assertThat(inspected.at("/properties/local_gb").asText()).isEqualTo("5");
    SandboxLab.eventually("shut off", () -> lab.virsh("domstate " + NODE));

    lab.inMachine("sudo sed -i 's/^my_ip = .*/&\\nhost = renamed/' " + CONF);
    lab.must("podman-restart", "ironic_conductor");
    SandboxLab.eventually("renamed", () -> lab.tryInMachine(drivers()).stdout());

    lab.inMachine("sudo touch /run/before-reboot; sudo systemctl reboot || true");
    SandboxLab.eventually(
        "up", () -> lab.tryInMachine("test -e /run/before-reboot || echo up").stdout());
    SandboxLab.eventually("renamed", () -> lab.tryInMachine(drivers()).stdout());
    assertThat(ironic(lab, "").path("power_state").asText()).isEqualTo("power off");
    lab.changesNothing("tripleo-install");
  }

  private static String drivers() {
    return "curl --silent --max-time 20 http://192.168.24.1:6385/v1/drivers";
  }

  /** Changes states of the node, one after another, and returns what Ironic knows of it. */
  private static JsonNode ironic(SandboxLab lab, String environment, String... states)
      throws IOException {
    String command = "env " + environment + " python3 - " + NODE + " " + String.join(" ", states);
    RunResult said = lab.folder().ssh("tripleo-stack", command, Files.readString(SCRIPT));
    assertThat(said.exitCode()).as(said::everything).isZero();
    return new ObjectMapper().readTree(said.stdout());
  }
}
