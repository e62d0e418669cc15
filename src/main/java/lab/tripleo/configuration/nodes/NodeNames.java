package lab.tripleo.configuration.nodes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.VirtualMachine;

/** Checks what only one node may have: its name, MAC addresses and the address of its BMC. */
final class NodeNames {
  private final Problems problems;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> macs = new HashMap<>();
  private final Map<Endpoint, String> bmcs = new HashMap<>();

  private record Endpoint(IpAddress address, int port) {}

  NodeNames(Problems problems) {
    this.problems = problems;
    names.put(VirtualMachine.NAME, "the virtual machine of the undercloud");
  }

  void check(NodeEntry entry) {
    for (String name : entry.names()) {
      String other = names.putIfAbsent(name, "another node");
      if (other != null) {
        problems.error(
            "duplicate-node",
            entry.name().at(),
            other + " has the name '" + name + "'",
            "use another name");
        return;
      }
    }
  }

  /** Checks the name too. */
  void checkPhysical(NodeEntry.Physical entry) {
    check(entry);
    for (Located<String> mac : entry.macs()) {
      Optional.ofNullable(macs.putIfAbsent(mac.value(), entry.name().value()))
          .ifPresent(
              other ->
                  problems.error(
                      "duplicate-mac",
                      mac.at(),
                      "MAC address " + mac.value() + " is also that of a NIC of " + other,
                      "inspection recognises a node by its MAC addresses"));
    }
    NodeEntry.Bmc bmc = entry.bmc();
    Endpoint endpoint = new Endpoint(bmc.address().value(), bmc.port());
    Optional.ofNullable(bmcs.putIfAbsent(endpoint, entry.name().value()))
        .ifPresent(
            other ->
                problems.error(
                    "duplicate-bmc",
                    bmc.address().at(),
                    "the BMC of " + other + " has the same address and port",
                    "each node has a BMC of its own"));
  }
}
