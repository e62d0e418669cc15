package lab.tripleo.configuration.nodes;

import java.util.HashSet;
import java.util.Set;
import lab.tripleo.configuration.environment.Identity;

/**
 * MAC addresses of virtual nodes: derived from the lab's name, the node's and the number of the
 * NIC. A hash of 24 bits can repeat among a thousand nodes; then the later NIC gets the next one.
 */
final class NodeMacs {
  private final Identity identity;
  private final Set<String> taken;

  /**
   * @param taken addresses of other machines, in lower case
   */
  NodeMacs(Identity identity, Set<String> taken) {
    this.identity = identity;
    this.taken = new HashSet<>(taken);
  }

  /** The address of a NIC; never one that was given before. */
  String next(String node, int nic) {
    String object = "node/" + node + "/nic/" + nic;
    String mac = identity.mac(object);
    for (int attempt = 1; !taken.add(mac); attempt++) {
      mac = identity.mac(object + "/" + attempt);
    }
    return mac;
  }
}
