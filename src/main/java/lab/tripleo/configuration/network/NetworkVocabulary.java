package lab.tripleo.configuration.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lab.tripleo.configuration.format.XmlElement;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * The elements and attributes of a libvirt network. libvirt silently ignores unknown ones. They are
 * warnings here, because newer versions of libvirt may know them. Elements that libvirt supports
 * only in the other kind of network are errors.
 */
final class NetworkVocabulary {
  /** Elements that contain text. */
  private static final Set<String> TEXTS = Set.of("name", "title", "description");

  /** Elements whose contents only libvirt checks. */
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

  private static final String NO_OTHER = "leave it out";

  private final Map<String, Set<String>> attributes;

  private NetworkVocabulary(Map<String, Set<String>> attributes) {
    this.attributes = attributes;
  }

  /**
   * Reports unknown and unsupported elements and attributes.
   *
   * @param elsewhere paths of elements that the caller checks
   */
  void check(XmlElement network, Set<String> elsewhere, Problems problems) {
    check(network, "", elsewhere, problems);
  }

  private void check(XmlElement element, String path, Set<String> elsewhere, Problems problems) {
    element.attributes().forEach(it -> checkAttribute(element, path, it, problems));
    if (!TEXTS.contains(element.name()) && !element.text().isBlank()) {
      problems.error(
          "stray-text",
          element.textAt(),
          "<" + element.name() + "> contains elements, not text",
          "write a comment as <!-- comment -->");
    }
    for (XmlElement child : element.children()) {
      String childPath = path + "/" + child.name();
      if (OPEN.contains(child.name()) && attributes.containsKey(childPath)) {
        continue;
      }
      if (attributes.containsKey(childPath)) {
        check(child, childPath, elsewhere, problems);
      } else if (!elsewhere.contains(childPath) && !child.name().contains(":")) {
        otherElement(element, path, child, problems);
      }
    }
  }

  private void otherElement(XmlElement parent, String path, XmlElement child, Problems problems) {
    List<String> known =
        attributes.keySet().stream()
            .filter(it -> it.lastIndexOf('/') == path.length() && it.startsWith(path + "/"))
            .map(it -> it.substring(path.length() + 1))
            .sorted()
            .toList();
    String what = "<" + child.name() + "> in <" + parent.name() + ">";
    boolean refused = supportsElsewhere(path + "/" + child.name());
    problems.add(
        other("element", refused, child.at(), what)
            .withHint(known.isEmpty() ? NO_OTHER : Wording.didYouMean(child.name(), known)));
  }

  private void checkAttribute(
      XmlElement element, String path, XmlElement.Attribute attribute, Problems problems) {
    String name = attribute.name();
    Set<String> known = attributes.getOrDefault(path, Set.of());
    if (known.contains(name) || name.contains(":") || name.equals("xmlns")) {
      return;
    }
    boolean refused =
        Stream.of(NAT, BRIDGE)
            .anyMatch(it -> it.attributes.getOrDefault(path, Set.of()).contains(name));
    String what = Wording.quote(name) + " of <" + element.name() + ">";
    List<String> names = known.stream().sorted().toList();
    problems.add(
        other("attribute", refused, attribute.at(), what)
            .withHint(names.isEmpty() ? NO_OTHER : Wording.didYouMean(name, names)));
  }

  private static boolean supportsElsewhere(String path) {
    return Stream.of(NAT, BRIDGE).anyMatch(it -> it.attributes.containsKey(path));
  }

  private static Diagnostic other(String kind, boolean refused, SourceLocation at, String what) {
    return refused
        ? Diagnostic.error(
            "unsupported-" + kind, at, "libvirt does not support " + what + " in this network")
        : Diagnostic.warning("unknown-" + kind, at, "unknown " + kind + " " + what);
  }
}
