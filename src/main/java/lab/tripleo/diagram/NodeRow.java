package lab.tripleo.diagram;

import java.util.List;
import lab.tripleo.model.NodeHardware;
import lab.tripleo.model.OpenstackControlPlane;
import lab.tripleo.model.VirtualNode;

/**
 * The virtual nodes in a row below the network that provisions them, and the line from VirtualBMC
 * that switches them.
 *
 * @param x of the first one
 * @param width of the row; the line comes from its right end
 * @param network the bottom of the network
 * @param bmc where the line leaves VirtualBMC
 */
record NodeRow(Svg svg, int x, int width, int network, int bmc) {
  private static final int MOST = 3;
  private static final int GAP = 16;
  private static final int LINK = 36;
  private static final int HEIGHT = 118;
  private static final int MARGIN = 12;
  private static final int BUS = 24;

  /** The room below the network that the row needs. */
  static final int ROOM = LINK + HEIGHT + BUS;

  void draw(List<VirtualNode> nodes, OpenstackControlPlane openstack) {
    int shown = nodes.size() <= MOST ? nodes.size() : MOST - 1;
    int end = x + width;
    int bus = network + ROOM;
    svg.line("power", end, bmc, end + GAP, bmc)
        .line("power", end + GAP, bmc, end + GAP, bus)
        .line("power", middle(0), bus, end + GAP, bus);
    for (int i = 0; i < shown; i++) {
      node(i, nodes.get(i), openstack);
    }
    if (shown < nodes.size()) {
      others(shown, nodes.subList(shown, nodes.size()));
    }
  }

  private int step() {
    return (width + GAP) / MOST;
  }

  private int left(int place) {
    return x + place * step();
  }

  private int middle(int place) {
    return left(place) + (step() - GAP) / 2;
  }

  private void box(int place, String title, String... lines) {
    int room = step() - GAP - 2 * MARGIN;
    int top = network + LINK;
    svg.line("to-openstack", middle(place), network, middle(place), top)
        .line("power", middle(place), top + HEIGHT, middle(place), network + ROOM)
        .box("part", left(place), top, step() - GAP, HEIGHT)
        .port("openstack", middle(place), top)
        .text("strong", left(place) + MARGIN, top + 30, room, title)
        .lines("faint", left(place) + MARGIN, top + 50, room, lines);
  }

  private void node(int place, VirtualNode node, OpenstackControlPlane openstack) {
    NodeHardware hardware = node.hardware();
    box(
        place,
        node.name(),
        node.role().word() + ", " + hardware.bootMode().word(),
        hardware.cpus() + " vCPU, " + hardware.memoryMib() + " MiB",
        nics(node, openstack),
        "IPMI on UDP " + node.bmcPort());
  }

  /** One of them is often enough: its address. Of several, how many there are. */
  private static String nics(VirtualNode node, OpenstackControlPlane openstack) {
    if (node.nics().size() == 1) {
      return node.nics().get(0).mac();
    }
    long there = node.nics().stream().filter(it -> it.bridge().equals(openstack.bridge())).count();
    return node.nics().size() + " NICs, " + there + " of them here";
  }

  private void others(int place, List<VirtualNode> nodes) {
    box(
        place,
        nodes.size() + " more",
        nodes.get(0).name(),
        "to " + nodes.get(nodes.size() - 1).name(),
        "",
        "IPMI from UDP " + nodes.get(0).bmcPort());
  }
}
