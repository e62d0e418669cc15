package lab.tripleo.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A node that is a machine of its own, on the network of the hypervisor's second NIC.
 *
 * @param name in Ironic: lower-case letters, digits and {@code -}, at most 63 characters
 * @param macs of its NICs on that network, in lower case; the first boots by PXE
 */
public record PhysicalNode(
    String name, NodeRole role, NodeHardware hardware, List<String> macs, Bmc bmc) {
  public PhysicalNode {
    macs = List.copyOf(macs);
    if (macs.isEmpty()) {
      throw new IllegalArgumentException("no MAC address: " + name);
    }
  }

  /**
   * How its BMC is reached by IPMI.
   *
   * @param port UDP port
   * @param user at most 16 characters
   * @param passwordFile relative to the lab folder, below {@code workspace/passwords}
   */
  public record Bmc(IpAddress address, int port, String user, Path passwordFile) {}
}
