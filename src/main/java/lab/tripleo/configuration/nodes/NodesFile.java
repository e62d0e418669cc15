package lab.tripleo.configuration.nodes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.model.BootMode;
import lab.tripleo.model.Nodes;
import lab.tripleo.model.PhysicalNode;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.NodeNeeds;
import lab.tripleo.model.VirtualNode;

/** The user's nodes.yaml. A lab without this file has no nodes. */
public final class NodesFile {
  private final List<NodeEntry.Virtual> virtual;
  private final List<NodeEntry.Physical> physical;
  private final BmcPorts ports;
  private final IntrospectionEntry introspection;

  public NodesFile(SourceFiles files, DiskFiles disk, Replacement replacement, Problems problems) {
    NodesReader.Entries entries =
        Optional.of(ConfigurationFiles.NODES)
            .filter(files::exists)
            .flatMap(files::read)
            .map(new NodesReader(disk, replacement, problems)::read)
            .orElse(NodesReader.Entries.NONE);
    virtual = entries.virtual();
    physical = entries.physical();
    introspection = entries.introspection();
    ports = new BmcPorts(virtual);
    ports.check(problems);
    NodeNames names = new NodeNames(problems);
    virtual.forEach(names::check);
    physical.forEach(names::checkPhysical);
  }

  /**
   * Checks the nodes against what they are for.
   *
   * @param hasUefi whether the hypervisor has UEFI firmware
   * @param hasSecondNic whether physical nodes can be reached
   * @param hasInspector whether the undercloud can inspect nodes
   * @param addresses how many the undercloud can give to nodes; absent if that is not known
   */
  public void check(
      Release release,
      boolean hasUefi,
      boolean hasSecondNic,
      boolean hasInspector,
      OptionalLong addresses,
      Problems problems) {
    List<NodeEntry> all = Stream.<NodeEntry>concat(virtual.stream(), physical.stream()).toList();
    if (!all.isEmpty()) {
      new NodeNeedsCheck(release, problems).check(all, addresses);
    }
    if (!hasUefi && release.nodes().isPresent()) {
      checkFirmware(release.nodes().get(), problems);
    }
    introspection.check(hasInspector, problems);
    if (!hasSecondNic) {
      physical.stream()
          .findFirst()
          .ifPresent(
              it ->
                  problems.error(
                      "no-second-nic",
                      it.name().at(),
                      "a physical node, but the hypervisor has no second interface to reach it",
                      "set HYPERVISOR_CONTROL_PLANE_INTERFACE in configuration/environment"));
    }
  }

  private void checkFirmware(NodeNeeds needs, Problems problems) {
    virtual.stream()
        .filter(it -> it.sizes().hardware(it.role(), needs).bootMode() == BootMode.UEFI)
        .findFirst()
        .ifPresent(
            it ->
                problems.error(
                    "no-firmware",
                    it.name().at(),
                    "the node boots by UEFI, but the hypervisor's platform has no UEFI firmware",
                    "add `uefi` to its file in configuration/platforms, or set `boot-mode: bios`"));
  }

  /**
   * The nodes; only after checks without errors.
   *
   * @param hasInspector whether the undercloud can inspect nodes
   * @param otherMacs of the virtual machine tripleo
   */
  public Nodes nodes(
      Release release,
      boolean hasInspector,
      Identity identity,
      Set<String> otherMacs,
      Bridges bridges) {
    if (virtual.isEmpty() && physical.isEmpty()) {
      return Nodes.NONE;
    }
    NodeNeeds needs = release.nodes().orElseThrow();
    Set<String> taken = new HashSet<>(otherMacs);
    physical.forEach(it -> it.macs().forEach(mac -> taken.add(mac.value())));
    NodeMacs macs = new NodeMacs(identity, taken);
    return new Nodes(
        virtual.stream().flatMap(it -> virtual(it, needs, identity, macs, bridges)).toList(),
        physical.stream().map(it -> physical(it, needs)).toList(),
        introspection.with(needs.introspection(), hasInspector));
  }

  /** The bridges of the lab's networks. */
  public record Bridges(String openstack, String virtualMachines) {
    String of(String network) {
      return network.equals(BridgeNetworkReader.NAME) ? openstack : virtualMachines;
    }
  }

  private Stream<VirtualNode> virtual(
      NodeEntry.Virtual entry, NodeNeeds needs, Identity identity, NodeMacs macs, Bridges bridges) {
    List<String> names = entry.names();
    List<String> ofNics =
        Stream.concat(Stream.of(bridges.openstack()), entry.networks().stream().map(bridges::of))
            .toList();
    return IntStream.range(0, names.size())
        .mapToObj(
            it ->
                new VirtualNode(
                    names.get(it),
                    identity.uuid("node/" + names.get(it)),
                    entry.role(),
                    entry.sizes().hardware(entry.role(), needs),
                    IntStream.range(0, ofNics.size())
                        .mapToObj(
                            nic ->
                                new VirtualNode.Nic(macs.next(names.get(it), nic), ofNics.get(nic)))
                        .toList(),
                    ports.first(entry) + it));
  }

  private static PhysicalNode physical(NodeEntry.Physical entry, NodeNeeds needs) {
    NodeEntry.Bmc bmc = entry.bmc();
    return new PhysicalNode(
        entry.name().value(),
        entry.role(),
        entry.sizes().hardware(entry.role(), needs),
        entry.macs().stream().map(Located::value).toList(),
        new PhysicalNode.Bmc(
            bmc.address().value(), bmc.port(), bmc.user(), bmc.passwordFile().value()));
  }
}
