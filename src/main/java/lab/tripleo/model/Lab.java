package lab.tripleo.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.PinnedAnsible;

/**
 * Everything that is known of a lab before a run: one component for each of its parts.
 *
 * @param name marks every object that is made for this lab; letters, digits and {@code -}, at most
 *     32 characters
 * @param tripleo the virtual machine in which the undercloud is installed
 * @param dlrnHash the state of RDO's repositories that is installed, 32 small hexadecimal digits;
 *     absent: the state of their moving tag
 * @param undercloud how it is installed
 * @param nodes what the undercloud deploys
 * @param nameserver DNS server for the lab's machines; absent: the one of libvirt's network. The
 *     hypervisor's own name servers are never changed
 * @param timezone of the hypervisor and the machines, a name of the tz database
 * @param ansible the Ansible that runs the playbooks
 * @param inputs the pins; release, image, VirtualBMC and Ansible above have the pinned values
 */
public record Lab(
    String name,
    Hypervisor hypervisor,
    VirtualMachineControlPlane virtualMachineControlPlane,
    OpenstackControlPlane openstackControlPlane,
    VirtualBmc virtualBmc,
    VirtualMachine tripleo,
    Release release,
    Optional<String> dlrnHash,
    Undercloud undercloud,
    Nodes nodes,
    SiteNetwork siteNetwork,
    Optional<IpAddress> nameserver,
    String timezone,
    PinnedAnsible ansible,
    LockedInputs inputs) {

  public Lab {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]{0,31}")) {
      throw new IllegalArgumentException("not a lab name: " + name);
    }
  }

  /** Containers that run once the undercloud is installed; a name begins with its service's. */
  public List<String> expectedContainers() {
    return release.undercloud().containers().stream()
        .filter(it -> undercloud.conf().enables(it.replaceFirst("_.*", "")))
        .toList();
  }

  /** Commands of {@code openstack} that succeed once the undercloud is installed. */
  public List<String> expectedAnswers() {
    return release.undercloud().answers().entrySet().stream()
        .filter(it -> undercloud.conf().enables(it.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The last UDP port that the firewall opens for VirtualBMC. */
  public int lastBmcPort() {
    return nodes.virtual().stream()
        .mapToInt(VirtualNode::bmcPort)
        .reduce(virtualBmc.lastPort(), Math::max);
  }

  /** The text by which an object on a shared hypervisor is known as this lab's. */
  public String ownershipMark() {
    return "tripleo-lab:" + name;
  }
}
