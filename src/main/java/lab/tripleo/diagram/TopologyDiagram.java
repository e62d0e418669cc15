package lab.tripleo.diagram;

import java.util.List;
import java.util.Optional;
import lab.tripleo.model.Hypervisor;
import lab.tripleo.model.Lab;
import lab.tripleo.model.OpenstackControlPlane;
import lab.tripleo.model.PhysicalNode;
import lab.tripleo.model.VirtualMachine;
import lab.tripleo.model.VirtualMachineControlPlane;
import lab.tripleo.model.VirtualNode;

/**
 * Draws the lab's interfaces, bridges, networks with their addresses, virtual machines and nodes.
 */
public final class TopologyDiagram {
  private static final int WIDTH = 1024;
  private static final int HEIGHT = 640;

  /** The left column: everything outside the hypervisor. */
  private static final int LEFT = 32;

  private static final int LEFT_WIDTH = 180;
  private static final int LEFT_END = LEFT + LEFT_WIDTH;

  /** The hypervisor and its contents. */
  private static final int HOST = 344;

  private static final int HOST_WIDTH = WIDTH - HOST - 32;
  private static final int INNER = HOST + 32;
  private static final int INNER_WIDTH = HOST_WIDTH - 64;
  private static final int INNER_END = INNER + INNER_WIDTH;

  private static final int FIRST_NIC_Y = 158;
  private static final int NETWORK_HEIGHT = 56;
  private static final int MACHINES_Y = 194;
  private static final int OPENSTACK_Y = 532;
  private static final int SECOND_NIC_Y = OPENSTACK_Y + NETWORK_HEIGHT / 2;

  private static final int MACHINE_Y = 312;
  private static final int MACHINE_HEIGHT = 156;
  private static final int MACHINE_WIDTH = 300;
  private static final int MACHINE_LINK = INNER + 72;
  private static final int BMC = INNER + MACHINE_WIDTH + 64;

  private final Lab lab;
  private final Hypervisor hypervisor;
  private final VirtualMachineControlPlane machines;
  private final OpenstackControlPlane openstack;
  private final List<VirtualNode> nodes;
  private final int height;
  private final Svg svg;

  private TopologyDiagram(Lab lab) {
    this.lab = lab;
    this.hypervisor = lab.hypervisor();
    this.machines = lab.virtualMachineControlPlane();
    this.openstack = lab.openstackControlPlane();
    this.nodes = lab.nodes().virtual();
    this.height = HEIGHT + (nodes.isEmpty() ? 0 : NodeRow.ROOM);
    this.svg = new Svg(WIDTH, height, "Topology of lab " + lab.name(), description());
  }

  /** The picture of a lab, in SVG. */
  public static String of(Lab lab) {
    TopologyDiagram diagram = new TopologyDiagram(lab);
    diagram.orchestrator();
    diagram.hypervisor();
    diagram.networks();
    diagram.secondInterface();
    diagram.machine();
    diagram.virtualBmc();
    diagram.nodes();
    return diagram.svg.text();
  }

  private String description() {
    Optional<String> nic = hypervisor.controlPlaneInterface();
    return String.join(
        " ",
        "The orchestrator reaches the hypervisor " + hypervisor.address().text() + " by ssh.",
        "On it, network " + machines.name() + " (" + machines.subnet() + ") is on bridge",
        machines.bridge() + " with NAT and DHCP; the hypervisor's address is",
        machines.gateway()
            + ". Network "
            + openstack.name()
            + " ("
            + openstack.subnet()
            + ") is on",
        "bridge " + openstack.bridge() + ",",
        nic.map(it -> "which interface " + it + " joins.").orElse("which no interface joins."),
        "The virtual machine " + VirtualMachine.NAME + " is on both: eth0 has",
        machines.tripleoAddress() + ", eth1 has " + lab.undercloud().conf().localIp() + ".",
        "VirtualBMC controls the power of virtual nodes by IPMI on " + bmcPorts() + ".",
        lab.nodes().isEmpty()
            ? "The lab has no nodes."
            : "The nodes are " + String.join(", ", lab.nodes().names()) + ".");
  }

  private void orchestrator() {
    svg.text("heading", LEFT, 44, WIDTH - 2 * LEFT, "Lab " + lab.name())
        .text("faint", LEFT, 68, WIDTH - 2 * LEFT, lab.release().title())
        .line("", LEFT_END, FIRST_NIC_Y, HOST, FIRST_NIC_Y)
        .text("", "middle", (LEFT_END + HOST) / 2, FIRST_NIC_Y - 8, HOST - LEFT_END - 24, "ssh")
        .box("part", LEFT, 116, LEFT_WIDTH, 84)
        .text("strong", LEFT + 16, 142, LEFT_WIDTH - 32, "orchestrator")
        .lines("faint", LEFT + 16, 164, LEFT_WIDTH - 32, "tripleo-lab, Ansible", "workspace/");
  }

  private void hypervisor() {
    String address = hypervisor.address().text();
    svg.box("host", HOST, 88, HOST_WIDTH, height - 88 - 28)
        .text("strong", INNER, 116, 100, "hypervisor")
        .text("", "end", INNER_END, 116, INNER_WIDTH - 110, address)
        .text("faint", "end", INNER_END, 136, INNER_WIDTH, hypervisor.platform().title())
        .bend("to-machines", HOST, FIRST_NIC_Y, MACHINE_LINK, MACHINES_Y)
        .text("", MACHINE_LINK + 12, FIRST_NIC_Y + 18, 60, "NAT")
        .port("part", HOST, FIRST_NIC_Y)
        .text("faint", HOST + 16, FIRST_NIC_Y - 10, 80, "first NIC");
  }

  private void networks() {
    network(
        "machines",
        MACHINES_Y,
        machines.name(),
        machines.subnet().toString(),
        "bridge " + machines.bridge() + ", " + machines.gateway(),
        "DHCP " + machines.dhcpFirst() + " to " + machines.dhcpLast());
    network(
        "openstack",
        OPENSTACK_Y,
        openstack.name(),
        openstack.subnet().toString(),
        "bridge " + openstack.bridge(),
        "provisions OpenStack's nodes");
  }

  private void network(
      String style, int y, String name, String subnet, String bridge, String purpose) {
    svg.box(style, INNER, y, INNER_WIDTH, NETWORK_HEIGHT)
        .text("strong", INNER + 16, y + 24, 340, name)
        .text("strong", "end", INNER_END - 16, y + 24, 164, subnet)
        .text("", INNER + 16, y + 44, 268, bridge)
        .text("", "end", INNER_END - 16, y + 44, 282, purpose);
  }

  private void secondInterface() {
    int top = SECOND_NIC_Y - 42;
    Optional<String> nic = hypervisor.controlPlaneInterface();
    svg.box(nic.isPresent() ? "part" : "absent", LEFT, top, LEFT_WIDTH, 84);
    if (nic.isEmpty()) {
      svg.text("strong", LEFT + 16, top + 26, LEFT_WIDTH - 32, "no second NIC")
          .lines("faint", LEFT + 16, top + 48, LEFT_WIDTH - 32, "purely virtual lab");
      return;
    }
    int middle = (LEFT_END + HOST) / 2;
    int room = HOST - LEFT_END - 24;
    List<PhysicalNode> physical = lab.nodes().physical();
    svg.text(
            "strong",
            LEFT + 16,
            top + 26,
            LEFT_WIDTH - 32,
            physical.isEmpty() ? "other machines" : "physical nodes")
        .lines("faint", LEFT + 16, top + 48, LEFT_WIDTH - 32, outside(physical))
        .line("to-openstack", LEFT_END, SECOND_NIC_Y, INNER, SECOND_NIC_Y)
        .port("part", HOST, SECOND_NIC_Y)
        .text("", "middle", middle, SECOND_NIC_Y - 8, room, nic.get())
        .text("faint", "middle", middle, SECOND_NIC_Y + 20, room, "second NIC");
  }

  private static String[] outside(List<PhysicalNode> physical) {
    return switch (physical.size()) {
      case 0 -> new String[] {"on the provisioning", "network, if any"};
      case 1 -> new String[] {physical.get(0).name(), "BMC " + physical.get(0).bmc().address()};
      default -> new String[] {physical.get(0).name(), "and " + (physical.size() - 1) + " more"};
    };
  }

  private void nodes() {
    if (!nodes.isEmpty()) {
      int bottom = OPENSTACK_Y + NETWORK_HEIGHT;
      int middle = MACHINE_Y + MACHINE_HEIGHT / 2;
      new NodeRow(svg, INNER, INNER_WIDTH, bottom, middle).draw(nodes, openstack);
    }
  }

  private void machine() {
    VirtualMachine machine = lab.tripleo();
    int bottom = MACHINE_Y + MACHINE_HEIGHT;
    int room = MACHINE_WIDTH - 32;
    svg.line("to-machines", MACHINE_LINK, MACHINES_Y + NETWORK_HEIGHT, MACHINE_LINK, MACHINE_Y)
        .line("to-openstack", MACHINE_LINK, bottom, MACHINE_LINK, OPENSTACK_Y)
        .box("part", INNER, MACHINE_Y, MACHINE_WIDTH, MACHINE_HEIGHT)
        .port("machines", MACHINE_LINK, MACHINE_Y)
        .port("openstack", MACHINE_LINK, bottom);
    link("", MACHINES_Y + NETWORK_HEIGHT + 24, "eth0: " + machines.tripleoAddress());
    link("faint", MACHINES_Y + NETWORK_HEIGHT + 42, machine.controlPlaneMac());
    link("", bottom + 26, "eth1: " + lab.undercloud().conf().localIp());
    link("faint", bottom + 44, machine.openstackMac());
    svg.text("strong", INNER + 16, MACHINE_Y + 34, room, VirtualMachine.NAME)
        .lines(
            "",
            INNER + 16,
            MACHINE_Y + 58,
            room,
            "virtual machine of the undercloud",
            lab.release().machine().system())
        .lines(
            "faint",
            INNER + 16,
            MACHINE_Y + 94,
            room,
            machine.vcpus()
                + (machine.vcpus() == 1 ? " vCPU, " : " vCPUs, ")
                + machine.memoryMib()
                + " MiB of memory",
            "disk of " + machine.disk().size(),
            "libvirt " + hypervisor.libvirtScope().uri());
  }

  /** A text beside a link of the machine. */
  private void link(String style, int y, String text) {
    svg.text(style, MACHINE_LINK + 16, y, 300, text);
  }

  private String bmcPorts() {
    return "UDP %d to %d".formatted(lab.virtualBmc().firstPort(), lab.lastBmcPort());
  }

  private void virtualBmc() {
    int room = INNER_END - BMC - 24;
    // No line to the virtual machine tripleo: it is not registered in VirtualBMC.
    svg.box("part", BMC, MACHINE_Y, INNER_END - BMC, MACHINE_HEIGHT)
        .text("strong", BMC + 12, MACHINE_Y + 34, room, "VirtualBMC")
        .lines("", BMC + 12, MACHINE_Y + 58, room, lab.virtualBmc().version())
        .lines(
            "faint",
            BMC + 12,
            MACHINE_Y + 94,
            room,
            "switches virtual",
            "nodes by IPMI on",
            bmcPorts());
  }
}
