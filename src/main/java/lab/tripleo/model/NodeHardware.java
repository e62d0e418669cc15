package lab.tripleo.model;

import java.util.List;

/**
 * The size of a node.
 *
 * @param cpus processors, at least 1
 * @param memoryMib in MiB, at least 1
 * @param disksGib sizes in GiB, at least 1 each; the system is installed on the first
 */
public record NodeHardware(int cpus, int memoryMib, List<Integer> disksGib, BootMode bootMode) {
  public NodeHardware {
    disksGib = List.copyOf(disksGib);
    if (cpus < 1
        || memoryMib < 1
        || disksGib.isEmpty()
        || disksGib.stream().anyMatch(it -> it < 1)) {
      throw new IllegalArgumentException("no size: " + cpus + ", " + memoryMib + ", " + disksGib);
    }
  }
}
