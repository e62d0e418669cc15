package lab.tripleo.configuration.nodes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.VirtualBmc;

/**
 * UDP ports of the virtual nodes' BMCs. Each entry has room of its own, so that a lab can grow by a
 * node without new ports for the others.
 */
final class BmcPorts {
  /** Ports of an entry that sets none, before the next one's. */
  private static final int ROOM = 5;

  private final List<NodeEntry.Virtual> entries;

  BmcPorts(List<NodeEntry.Virtual> entries) {
    this.entries = entries;
  }

  /** The port of an entry's first node. */
  int first(NodeEntry.Virtual entry) {
    return entry
        .bmcPort()
        .map(it -> it.value())
        .orElseGet(() -> VirtualBmc.FIRST_PORT + ROOM * entries.indexOf(entry));
  }

  void check(Problems problems) {
    Map<Integer, String> users = new HashMap<>();
    entries.forEach(it -> check(it, users, problems));
  }

  private void check(NodeEntry.Virtual entry, Map<Integer, String> users, Problems problems) {
    int first = first(entry);
    if (first + entry.count() - 1 > NodeFormats.LAST_PORT) {
      problems.error(
          "too-many-ports",
          entry.bmcPortAt(),
          "the BMCs of " + entry.count() + " nodes need ports beyond " + NodeFormats.LAST_PORT,
          "set a smaller bmc-port");
      return;
    }
    for (int i = 0; i < entry.count(); i++) {
      String user = users.putIfAbsent(first + i, entry.names().get(i));
      if (user != null) {
        problems.error(
            "duplicate-bmc-port",
            entry.bmcPortAt(),
            "the BMCs of " + user + " and " + entry.names().get(i) + " have port " + (first + i),
            "without bmc-port, an entry has room for "
                + ROOM
                + " nodes; set bmc-port to the first of as many free ports as it has nodes");
        return;
      }
    }
  }
}
