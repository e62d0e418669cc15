package lab.tripleo.configuration.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.BootMode;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.NodeHardware;
import lab.tripleo.model.NodeRole;
import lab.tripleo.model.Release.NodeNeeds;
import lab.tripleo.model.Release.NodeSize;

/** An entry of nodes.yaml. */
sealed interface NodeEntry {
  Located<String> name();

  NodeRole role();

  Sizes sizes();

  /** Names of its nodes. */
  List<String> names();

  /**
   * What the entry says of the size of its nodes.
   *
   * @param deploy whether the nodes must be large enough for a deployment
   */
  record Sizes(
      Optional<Integer> cpus,
      Optional<Located<Integer>> memoryMib,
      List<Located<Integer>> disksGib,
      Optional<BootMode> bootMode,
      boolean deploy) {

    /** The size, with the defaults of the release. */
    NodeHardware hardware(NodeRole role, NodeNeeds needs) {
      NodeSize size = needs.size(role);
      List<Integer> disks =
          disksGib.isEmpty()
              ? IntStream.range(0, role.leastDisks()).mapToObj(it -> size.diskGib()).toList()
              : disksGib.stream().map(Located::value).toList();
      return new NodeHardware(
          cpus.orElse(size.cpus()),
          memoryMib.map(Located::value).orElse(size.memoryMib()),
          disks,
          bootMode.orElse(needs.bootMode()));
    }
  }

  /**
   * Equal virtual nodes.
   *
   * @param networks of the NICs after the first
   * @param bmcPort of the first of them, as the file sets it
   */
  record Virtual(
      Located<String> name,
      NodeRole role,
      Sizes sizes,
      int count,
      List<String> networks,
      Optional<Located<Integer>> bmcPort)
      implements NodeEntry {
    @Override
    public List<String> names() {
      return IntStream.range(0, count).mapToObj(it -> name.value() + "-" + it).toList();
    }

    /** The place of its BMC ports. */
    SourceLocation bmcPortAt() {
      return bmcPort.map(Located::at).orElse(name.at());
    }
  }

  /** A physical node. */
  record Physical(
      Located<String> name, NodeRole role, Sizes sizes, List<Located<String>> macs, Bmc bmc)
      implements NodeEntry {
    @Override
    public List<String> names() {
      return List.of(name.value());
    }
  }

  /** A BMC. */
  record Bmc(Located<IpAddress> address, int port, String user, Located<Path> passwordFile) {}
}
