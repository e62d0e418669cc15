package lab.tripleo.configuration.network;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.format.XmlDocument;
import lab.tripleo.configuration.format.XmlElement;
import lab.tripleo.configuration.format.XmlElement.Attribute;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.OpenstackControlPlane;
import lab.tripleo.model.Subnet;

/**
 * Reads the network on which OpenStack provisions nodes: a bridge of the host, without addresses.
 */
public final class BridgeNetworkReader {
  public static final String NAME = "openstack-control-plane";

  private final Problems problems;
  private final XmlDocument document;
  private final NetworkElements elements;

  BridgeNetworkReader(XmlDocument document, Problems problems) {
    this.problems = problems;
    this.document = document;
    this.elements = new NetworkElements(document.root(), problems);
  }

  /** The network, and the location of its bridge for checks across files. */
  record Read(OpenstackControlPlane network, SourceLocation bridgeAt) {}

  Optional<Read> read(String labName, Subnet subnet) {
    XmlElement network = document.root();
    if (!elements.check(NetworkVocabulary.BRIDGE, Set.of("/ip"))) {
      return Optional.empty();
    }
    elements.name(NAME);
    elements.forward("bridge", "the program creates the bridge on the hypervisor");
    for (XmlElement ip : network.children("ip")) {
      problems.error(
          "address-on-bridge",
          ip.at(),
          "the hypervisor has no address on this network",
          "set its subnet with OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment");
    }
    Optional<Attribute> bridge = elements.bridge();
    if (bridge.isEmpty() || network.child("name").isEmpty()) {
      return Optional.empty();
    }
    UUID uuid = new Identity(labName).uuid(NAME);
    return Optional.of(
        new Read(
            new OpenstackControlPlane(
                NAME,
                bridge.get().value(),
                subnet,
                uuid,
                new NetworkFile(document).withUuid(uuid).text()),
            bridge.get().valueAt()));
  }
}
