package lab.tripleo.configuration.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.tripleo.configuration.format.XmlElement;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;

/**
 * Which elements and attributes a libvirt network may have. libvirt ignores what it does not know,
 * so that a slip of the pen would be silent.
 */
final class NetworkVocabulary {
  /** Elements that hold text instead of elements, and those whose inside is libvirt's business. */
  private static final Set<String> TEXTS = Set.of("name", "title", "description");

  private static final Set<String> OPEN =
      Set.of("metadata", "dns", "domain", "bandwidth", "virtualport", "portgroup", "vlan", "route");

  /** A network with NAT; the paths are below {@code <network>}. */
  static final NetworkVocabulary NAT =
      new NetworkVocabulary(
          Map.ofEntries(
              Map.entry("", Set.of("ipv6", "trustGuestRxFilters", "connections")),
              Map.entry("/name", Set.of()),
              Map.entry("/title", Set.of()),
              Map.entry("/description", Set.of()),
              Map.entry("/metadata", Set.of()),
              Map.entry("/bridge", Set.of("name", "stp", "delay", "zone", "macTableManager")),
              Map.entry("/mtu", Set.of("size")),
              Map.entry("/forward", Set.of("mode", "dev")),
              Map.entry("/forward/nat", Set.of("ipv6")),
              Map.entry("/forward/nat/address", Set.of("start", "end")),
              Map.entry("/forward/nat/port", Set.of("start", "end")),
              Map.entry("/domain", Set.of()),
              Map.entry("/dns", Set.of()),
              Map.entry("/bandwidth", Set.of()),
              Map.entry("/route", Set.of()),
              Map.entry("/ip", Set.of("family", "address", "netmask", "prefix", "localPtr")),
              Map.entry("/ip/tftp", Set.of("root")),
              Map.entry("/ip/dhcp", Set.of()),
              Map.entry("/ip/dhcp/range", Set.of("start", "end")),
              Map.entry("/ip/dhcp/range/lease", Set.of("expiry", "unit")),
              Map.entry("/ip/dhcp/host", Set.of("id", "mac", "name", "ip")),
              Map.entry("/ip/dhcp/bootp", Set.of("file", "server"))));

  /** A network on a bridge of the host. */
  static final NetworkVocabulary BRIDGE =
      new NetworkVocabulary(
          Map.ofEntries(
              Map.entry("", Set.of("trustGuestRxFilters", "connections")),
              Map.entry("/name", Set.of()),
              Map.entry("/title", Set.of()),
              Map.entry("/description", Set.of()),
              Map.entry("/metadata", Set.of()),
              Map.entry("/bridge", Set.of("name")),
              Map.entry("/forward", Set.of("mode")),
              Map.entry("/virtualport", Set.of()),
              Map.entry("/vlan", Set.of()),
              Map.entry("/portgroup", Set.of())));

  private final Map<String, Set<String>> attributes;

  private NetworkVocabulary(Map<String, Set<String>> attributes) {
    this.attributes = attributes;
  }

  /** Reports what has no meaning; elements that are handled by name elsewhere are left out. */
  void check(XmlElement network, Set<String> elsewhere, Problems problems) {
    check(network, "", elsewhere, problems);
  }

  private void check(XmlElement element, String path, Set<String> elsewhere, Problems problems) {
    checkAttributes(element, attributes.getOrDefault(path, Set.of()), problems);
    if (!TEXTS.contains(element.name()) && !element.text().isBlank()) {
      problems.error(
          "stray-text",
          element.textAt(),
          "<" + element.name() + "> holds elements, not text",
          "a comment is written <!-- so -->");
    }
    for (XmlElement child : element.children()) {
      String childPath = path + "/" + child.name();
      if (OPEN.contains(child.name()) && attributes.containsKey(childPath)) {
        continue;
      }
      if (attributes.containsKey(childPath)) {
        check(child, childPath, elsewhere, problems);
      } else if (!elsewhere.contains(childPath) && !child.name().contains(":")) {
        unknownElement(element, path, child, problems);
      }
    }
  }

  private void unknownElement(XmlElement parent, String path, XmlElement child, Problems problems) {
    List<String> known =
        attributes.keySet().stream()
            .filter(it -> it.lastIndexOf('/') == path.length() && it.startsWith(path + "/"))
            .map(it -> it.substring(path.length() + 1))
            .sorted()
            .toList();
    problems.error(
        "unknown-element",
        child.at(),
        "<" + parent.name() + "> has no element <" + child.name() + "> in this network",
        known.isEmpty() ? "it holds no elements" : Wording.didYouMean(child.name(), known));
  }

  private static void checkAttributes(XmlElement element, Set<String> known, Problems problems) {
    for (XmlElement.Attribute attribute : element.attributes()) {
      String name = attribute.name();
      if (!known.contains(name) && !name.contains(":") && !name.equals("xmlns")) {
        List<String> names = known.stream().sorted().toList();
        problems.error(
            "unknown-attribute",
            attribute.at(),
            "<" + element.name() + "> has no attribute " + Wording.quote(name),
            names.isEmpty() ? "it has none" : Wording.didYouMean(name, names));
      }
    }
  }
}
