package lab.tripleo.configuration.nodes;

import java.util.List;
import java.util.OptionalLong;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.NodeNeeds;

/** Checks whether a release can be deployed on the nodes. */
final class NodeNeedsCheck {
  /** Of the overcloud: control plane, Redis and OVN each have a virtual IP address there. */
  private static final int VIRTUAL_ADDRESSES = 3;

  /** vda to vdz, with some to spare. */
  private static final int MOST_DISKS = 20;

  private static final String TINY = "or set `deploy: false` for a node that is never deployed";

  private final Release release;
  private final Problems problems;

  NodeNeedsCheck(Release release, Problems problems) {
    this.release = release;
    this.problems = problems;
  }

  /**
   * Checks them.
   *
   * @param entries at least one
   * @param addresses how many the undercloud can give to nodes; absent if that is not known
   */
  void check(List<NodeEntry> entries, OptionalLong addresses) {
    if (release.nodes().isEmpty()) {
      problems.error(
          "no-node-sizes",
          entries.get(0).name().at(),
          "configuration/releases/" + release.name() + ".yaml has no sizes of nodes",
          "add its section `nodes` from a new lab folder (`tripleo-lab init DIR`)");
      return;
    }
    NodeNeeds needs = release.nodes().get();
    entries.forEach(it -> checkSize(it, needs));
    addresses.ifPresent(it -> checkAddresses(entries, it));
  }

  private void checkSize(NodeEntry entry, NodeNeeds needs) {
    List<Located<Integer>> disks = entry.sizes().disksGib();
    if (!disks.isEmpty() && disks.size() < entry.role().leastDisks()) {
      problems.error(
          "too-few-disks",
          disks.get(0).at(),
          "a node with role " + entry.role().word() + " needs a disk beside that of its system",
          "add a size to `disks`");
    }
    if (disks.size() > MOST_DISKS) {
      problems.error(
          "too-many-disks",
          disks.get(MOST_DISKS).at(),
          disks.size() + " disks: a node can have " + MOST_DISKS);
    }
    if (!entry.sizes().deploy()) {
      return;
    }
    entry
        .sizes()
        .memoryMib()
        .filter(it -> it.value() < needs.leastMemoryMib())
        .ifPresent(
            it ->
                problems.error(
                    "too-little-node-memory",
                    it.at(),
                    needs(it.value() + " MiB of memory", needs.leastMemoryMib() + " MiB"),
                    "use more memory, " + TINY));
    disks.stream()
        .limit(1)
        .filter(it -> it.value() < needs.leastDiskGib())
        .forEach(
            it ->
                problems.error(
                    "too-small-disk",
                    it.at(),
                    needs("a first disk of " + it.value() + " GiB", needs.leastDiskGib() + " GiB"),
                    "use a larger disk, " + TINY));
  }

  private String needs(String given, String least) {
    return given + ": a node of release " + release.name() + " needs at least " + least;
  }

  private void checkAddresses(List<NodeEntry> entries, long addresses) {
    long nodes = entries.stream().mapToLong(it -> it.names().size()).sum();
    if (nodes + VIRTUAL_ADDRESSES > addresses) {
      problems.error(
          "too-few-addresses",
          entries.get(entries.size() - 1).name().at(),
          nodes
              + " nodes and "
              + VIRTUAL_ADDRESSES
              + " virtual IP addresses, but the DHCP range of the undercloud has "
              + addresses
              + " addresses",
          "use fewer nodes, or a larger dhcp_start to dhcp_end in undercloud.conf");
    }
  }
}
