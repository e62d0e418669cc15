package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The sandbox's Ironic and a node with UEFI, which is registered against resistance, and a restart
 * of the hypervisor. Only the node is emulated; {@link WholeWayIT} has both, and {@link
 * SystemScopeIT} restarts the emulated virtual machine.
 */
@EndToEnd
@Order(2)
final class IronicIT {
  private static final String NODE = "compute-0";
  private static final String CONF =
      "/var/lib/config-data/puppet-generated/ironic/etc/ironic/ironic.conf";
  private static final Duration INSPECTION = Duration.ofMinutes(20);

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "A physical node does not answer by IPMI",
      then =
          "`nodes-prepare` fails after it made the virtual nodes; the message names node and BMC."
              + " Once it answers, the next run succeeds, and `ipmitool` reaches it")
  @Fault(
      in = Area.MACHINES,
      when = "VirtualBMC is killed while Ironic inspects a node",
      then = "systemd starts it again; the node is inspected")
  @Fault(
      in = Area.MACHINES,
      when = "The disk of a node is full of foreign data",
      then = "The node boots by PXE all the same, and is inspected")
  @Fault(
      in = Area.MACHINES,
      when = "A node is switched on behind Ironic's back",
      then = "Ironic switches it off; its registration stays as it is")
  @Fault(
      in = Area.INSTALLATION,
      when = "`ironic.conf` in the virtual machine changes, and `ironic_conductor` restarts",
      then = "Ironic has the new settings, and its nodes")
  @Fault(
      in = Area.INSTALLATION,
      when = "The hypervisor restarts while Ironic inspects a node",
      then =
          "The run fails; the node is off, and its BMC says so; `run --resume nodes-register` inspects it")
  @Fault(
      in = Area.MACHINES,
      when = "A stage begins while the virtual machine boots after a restart of the hypervisor",
      then = "It waits for the virtual machine and for Ironic")
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor restarts, with an undercloud in the virtual machine `tripleo`",
      then =
          "Networks, bridge, pool, the virtual machine and the undercloud are restored; no stage changes anything")
  void registersANodeAgainstResistance(@In(State.CONTAINER) SandboxLab lab) throws IOException {
    lab.must("run", "--yes", "tripleo-install");
    deadPhysicalNodeIsNamed(lab);
    isInspectedByUefi(lab);
    lab.changesNothing("nodes-register");

    lab.virsh("start " + NODE);
    SandboxLab.eventually("shut off", () -> lab.virsh("domstate " + NODE));
    assertThat(node(lab).path("provision_state").asText()).isEqualTo("available");

    keepsItsConfiguration(lab);
    continuesAfterARestart(lab);
    Prepared.isWhole(lab);
    lab.changesNothing(
        "prepare", "tripleo-prepare", "tripleo-install", "nodes-prepare", "nodes-register");
  }

  private static void deadPhysicalNodeIsNamed(SandboxLab lab) throws IOException {
    LabFolder folder = lab.folder();
    Path password = folder.file("workspace/passwords/rack1");
    Path nodes = folder.file("configuration/nodes.yaml");
    Files.writeString(password, "Physical-node-1\n");
    String virtual =
        "virtual:\n  - {name: compute, role: Compute, boot-mode: uefi, bmc-port: 6240}\n";
    Files.writeString(
        nodes,
        virtual
            + """
            physical:
              - name: rack1
                role: Compute
                bmc:
                  address: 192.168.24.99
                  port: 6299
                  user: root
                  password-file: workspace/passwords/rack1
                macs: ['00:53:00:00:00:01']
                cpus: 4
                memory: 16384
                disks: [60]
                boot-mode: uefi
            """);
    lab.mustFail(
        "nodes-prepare", "These BMCs do not answer by IPMI:", "rack1 (192.168.24.99 port 6299)");
    assertThat(lab.virsh("domstate " + NODE)).isEqualTo("shut off");

    standInForItsBmc(lab);
    lab.must("run", "--yes", "nodes-prepare");
    lab.must("run", "--yes", "nodes-register", "--tags", "file");
    assertThat(lab.must("ipmitool", "rack1", "power", "status").stdout())
        .contains("Chassis Power is on");
    lab.must("vbmc", "delete", "tripleo");
    lab.asRoot("ip address delete 192.168.24.99/24 dev os-ctlplane");
    Files.writeString(nodes, virtual);
    Files.delete(password);
    lab.must("run", "--yes", "nodes-prepare");
  }

  /** A BMC at the address of the physical node. It is that of a virtual machine which runs. */
  private static void standInForItsBmc(SandboxLab lab) {
    lab.asRoot("ip address add 192.168.24.99/24 dev os-ctlplane");
    String options = "--libvirt-uri qemu:///session --address 192.168.24.99 --port 6299";
    String user = " --username root --password Physical-node-1";
    lab.must(("vbmc add tripleo " + options + user).split(" ", -1));
    lab.must("vbmc", "start", "tripleo");
  }

  private static void isInspectedByUefi(SandboxLab lab) throws IOException {
    lab.asStack(
        "cd /home/stack/tripleo-lab/images; qemu-io -c 'write -P 0x55 0 256M' "
            + NODE
            + "-disk*.qcow2");
    Command registering = lab.start("run", "--yes", "nodes-register");
    registering.awaitOutput("inspect wait: " + NODE);
    lab.asRoot("pkill -KILL -f '[v]bmcd'");
    RunResult registered = registering.await(INSPECTION);
    assertThat(registered.exitCode()).as(registered::everything).isZero();

    JsonNode properties = node(lab).path("properties");
    assertThat(properties.path("memory_mb").asText()).isEqualTo("1536");
    assertThat(properties.path("cpus").asText()).isEqualTo("1");
    assertThat(properties.path("capabilities").asText()).contains("boot_mode:uefi");
    String mac = lab.asStack("virsh domiflist " + NODE + " | grep -o '52:54:00[0-9a-f:]*'");
    assertThat(lab.openstack("baremetal", "port", "list").findValuesAsText("Address"))
        .containsExactlyElementsOf(mac.lines().toList());
    assertThat(node(lab).path("provision_state").asText()).isEqualTo("available");
    assertThat(lab.virsh("domstate " + NODE)).isEqualTo("shut off");
  }

  private static void keepsItsConfiguration(SandboxLab lab) throws IOException {
    lab.inMachine("sudo sed -i 's/^my_ip = .*/&\\nhost = renamed/' " + CONF);
    lab.must("podman-restart", "ironic_conductor");
    SandboxLab.eventually("renamed", () -> lab.tryInMachine(drivers()).stdout());
  }

  private static void continuesAfterARestart(SandboxLab lab) throws IOException {
    lab.must("openstack", "baremetal", "node", "delete", NODE);
    Command registering = lab.start("run", "--yes", "nodes-register");
    registering.awaitOutput("inspect wait: " + NODE);
    // An emulated virtual machine boots for a minute; its container, when it is started below.
    lab.asRoot("systemctl disable machine-tripleo");
    lab.restart();
    RunResult lost = registering.await();
    assertThat(lost.exitCode()).as(lost::everything).isEqualTo(1);
    assertThat(lost.everything()).contains("Virtual machine tripleo no longer answers");
    SandboxLab.eventually("running", () -> lab.tryAsStack("virsh domstate tripleo").stdout());
    SandboxLab.eventually(
        "Chassis Power is off",
        () -> lab.folder().run("ipmitool", NODE, "power", "status").stdout());

    Command resuming = lab.start("run", "--yes", "--resume", "nodes-register");
    resuming.awaitOutput("tripleo-stack: attempt 1 of ");
    lab.asRoot("systemctl start machine-tripleo");
    RunResult resumed = resuming.await(INSPECTION);
    assertThat(resumed.exitCode()).as(resumed::everything).isZero();
    assertThat(resumed.stdout())
        .containsPattern("ok +tripleo-stack: Wait until stack can log in to virtual machine");
    assertThat(node(lab).path("provision_state").asText()).isEqualTo("available");
    assertThat(lab.inMachine(drivers())).contains("renamed");
  }

  private static String drivers() {
    return "curl --silent --max-time 20 http://192.168.24.1:6385/v1/drivers";
  }

  private static JsonNode node(SandboxLab lab) throws IOException {
    return lab.openstack("baremetal", "node", "show", NODE);
  }
}
