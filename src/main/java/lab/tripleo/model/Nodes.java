package lab.tripleo.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The machines that the undercloud deploys, in the order of the configuration.
 *
 * @param introspection of new nodes
 */
public record Nodes(
    List<VirtualNode> virtual, List<PhysicalNode> physical, Introspection introspection) {
  /** Of a lab that has none. */
  public static final Nodes NONE = new Nodes(List.of(), List.of(), new Introspection(false, 1, 1));

  public Nodes {
    virtual = List.copyOf(virtual);
    physical = List.copyOf(physical);
  }

  public boolean isEmpty() {
    return virtual.isEmpty() && physical.isEmpty();
  }

  /** Their names, the virtual ones first. */
  public List<String> names() {
    return Stream.concat(
            virtual.stream().map(VirtualNode::name), physical.stream().map(PhysicalNode::name))
        .toList();
  }
}
