package lab.tripleo.model;

import java.util.List;
import java.util.UUID;

/**
 * A node that is a virtual machine of the hypervisor, with a VirtualBMC.
 *
 * @param name of the virtual machine, of its BMC and in Ironic: lower-case letters, digits and
 *     {@code -}, at most 63 characters
 * @param uuid its identity in libvirt; derived from the lab's name and its own
 * @param nics at least one; the first is on the OpenStack control plane
 * @param bmcPort UDP port of its BMC on the hypervisor
 */
public record VirtualNode(
    String name, UUID uuid, NodeRole role, NodeHardware hardware, List<Nic> nics, int bmcPort) {
  public VirtualNode {
    nics = List.copyOf(nics);
    if (nics.isEmpty()) {
      throw new IllegalArgumentException("no NIC: " + name);
    }
  }

  /**
   * A network interface.
   *
   * @param mac six lower-case hexadecimal pairs with {@code :}; no other NIC of the lab has it
   * @param bridge of the hypervisor
   */
  public record Nic(String mac, String bridge) {}
}
