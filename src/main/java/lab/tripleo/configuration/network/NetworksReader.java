package lab.tripleo.configuration.network;

import java.util.Optional;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.XmlDocument;
import lab.tripleo.configuration.format.XmlReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.OpenstackControlPlane;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.VirtualMachineControlPlane;

/** Reads both networks and checks that they do not conflict. */
public final class NetworksReader {
  private final SourceFiles files;
  private final Environment environment;
  private final Replacement replacement;
  private final Problems problems;

  /** Both networks; present unless there was an error. */
  public record Networks(
      Optional<VirtualMachineControlPlane> virtualMachines,
      Optional<OpenstackControlPlane> openstack) {}

  public NetworksReader(
      SourceFiles files, Environment environment, Replacement replacement, Problems problems) {
    this.files = files;
    this.environment = environment;
    this.replacement = replacement;
    this.problems = problems;
  }

  public Networks read() {
    String lab = environment.labName();
    Subnet subnet = environment.openstackControlPlaneSubnet();
    Optional<NatNetworkReader.Read> nat =
        xml(NatNetworkReader.NAME).flatMap(it -> new NatNetworkReader(it, problems).read(lab));
    Optional<BridgeNetworkReader.Read> bridge =
        xml(BridgeNetworkReader.NAME)
            .flatMap(it -> new BridgeNetworkReader(it, problems).read(lab, subnet));
    nat.filter(it -> !environment.isRefused(EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET))
        .ifPresent(it -> checkSubnet(it, subnet));
    nat.ifPresent(it -> checkInterface(it.network().bridge(), it.bridgeAt()));
    bridge.ifPresent(it -> checkInterface(it.network().bridge(), it.bridgeAt()));
    if (nat.isPresent() && bridge.isPresent()) {
      checkBridges(nat.get(), bridge.get());
    }
    return new Networks(
        nat.map(NatNetworkReader.Read::network), bridge.map(BridgeNetworkReader.Read::network));
  }

  private Optional<XmlDocument> xml(String network) {
    return files
        .read(ConfigurationFiles.network(network))
        .flatMap(it -> new XmlReader(it, replacement, problems).read());
  }

  private void checkSubnet(NatNetworkReader.Read nat, Subnet openstack) {
    if (nat.network().subnet().overlaps(openstack)) {
      problems.error(
          "overlapping-subnets",
          nat.subnetAt(),
          nat.network().subnet() + " overlaps OPENSTACK_CONTROL_PLANE_SUBNET " + openstack,
          "the two networks need different subnets");
    }
  }

  private void checkBridges(NatNetworkReader.Read nat, BridgeNetworkReader.Read bridge) {
    if (nat.network().bridge().equals(bridge.network().bridge())) {
      problems.error(
          "equal-bridges",
          bridge.bridgeAt(),
          "both networks use the bridge '" + bridge.network().bridge() + "'",
          "use another bridge; the other network's is at " + nat.bridgeAt());
    }
  }

  private void checkInterface(String bridge, SourceLocation at) {
    if (bridge.equals(environment.text(EnvironmentKey.HYPERVISOR_CONTROL_PLANE_INTERFACE))) {
      problems.error(
          "bridge-is-interface",
          at,
          "the bridge has the name of HYPERVISOR_CONTROL_PLANE_INTERFACE",
          "the interface is attached to the bridge; they need different names");
    }
  }
}
