package lab.tripleo.configuration.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.format.XmlDocument;
import lab.tripleo.configuration.format.XmlElement;
import lab.tripleo.configuration.format.XmlElement.Attribute;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.SubnetFormat;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.VirtualMachine;
import lab.tripleo.model.VirtualMachineControlPlane;

/** Reads the network of the virtual machines: NAT, one IPv4 subnet, DHCP. */
public final class NatNetworkReader {
  public static final String NAME = "virtual-machine-control-plane";

  /** Fixed addresses below the DHCP range; a lab has up to a dozen virtual machines. */
  private static final int FIXED_ADDRESSES = 16;

  /** The hypervisor and the virtual machine `tripleo` need one each. */
  private static final int MOST_HOSTS = FIXED_ADDRESSES - 2;

  /** Offset of the address of `tripleo`, unless that address is reserved. */
  private static final int FIRST_FIXED = 10;

  private final Problems problems;
  private final XmlDocument document;
  private final NetworkElements elements;

  NatNetworkReader(XmlDocument document, Problems problems) {
    this.problems = problems;
    this.document = document;
    this.elements = new NetworkElements(document.root(), problems);
  }

  /** The network, with the locations for checks across files. */
  record Read(
      VirtualMachineControlPlane network, SourceLocation bridgeAt, SourceLocation subnetAt) {}

  private record Ip(XmlElement element, IpAddress gateway, Subnet subnet) {}

  private record Range(XmlElement element, IpAddress first, IpAddress last) {}

  Optional<Read> read(String labName) {
    if (!elements.check(NetworkVocabulary.NAT, Set.of("/forward/interface"))) {
      return Optional.empty();
    }
    elements.name(NAME);
    elements.forward("nat", "virtual machines reach other networks through the hypervisor");
    noUplink();
    Optional<Attribute> bridge = elements.bridge();
    Optional<Ip> ip = elements.one(document.root(), "ip").flatMap(this::ip);
    Optional<Range> range = ip.flatMap(this::range);
    if (bridge.isEmpty() || range.isEmpty() || document.root().child("name").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(result(labName, bridge.get(), ip.orElseThrow(), range.get()));
  }

  private Read result(String labName, Attribute bridge, Ip ip, Range range) {
    Identity identity = new Identity(labName);
    UUID uuid = identity.uuid(NAME);
    String mac = identity.mac(VirtualMachine.NAME + "/" + NAME);
    IpAddress tripleo = tripleo(ip);
    String xml =
        new NetworkFile(document)
            .withUuid(uuid)
            .withHost(range.element(), VirtualMachine.NAME, mac, tripleo.toString())
            .text();
    VirtualMachineControlPlane network =
        new VirtualMachineControlPlane(
            NAME,
            bridge.value(),
            ip.subnet(),
            ip.gateway(),
            range.first(),
            range.last(),
            tripleo,
            uuid,
            xml);
    return new Read(network, bridge.valueAt(), place(ip.element(), "address"));
  }

  /** The first free address below the range; the user's host entries reserve addresses. */
  private static IpAddress tripleo(Ip ip) {
    Set<String> taken =
        ip.element().child("dhcp").orElseThrow().children("host").stream()
            .flatMap(it -> it.attribute("ip").stream())
            .map(Attribute::value)
            .collect(Collectors.toSet());
    return IntStream.rangeClosed(0, FIXED_ADDRESSES)
        .map(it -> 1 + (FIRST_FIXED - 1 + it) % FIXED_ADDRESSES)
        .mapToObj(it -> ip.subnet().network().plus(it))
        .filter(it -> !it.equals(ip.gateway()) && !taken.contains(it.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static SourceLocation place(XmlElement element, String attribute) {
    return element.attribute(attribute).map(Attribute::valueAt).orElse(element.at());
  }

  /** Refuses an uplink by name: it breaks when the hypervisor's interface is renamed. */
  private void noUplink() {
    for (XmlElement forward : document.root().children("forward")) {
      forward.attribute("dev").ifPresent(it -> uplink(it.at()));
      forward.children("interface").forEach(it -> uplink(it.at()));
    }
  }

  private void uplink(SourceLocation at) {
    problems.error(
        "forward-device",
        at,
        "the network depends on one interface of the hypervisor",
        "remove it; the routes of the hypervisor are used");
  }

  private Optional<Ip> ip(XmlElement element) {
    Optional<Attribute> family =
        element.attribute("family").filter(it -> !it.value().equals("ipv4"));
    if (family.isPresent()) {
      problems.error("not-ipv4", family.get().valueAt(), "the network must be IPv4");
      return Optional.empty();
    }
    Optional<Attribute> address = elements.attribute(element, "address");
    Optional<IpAddress> gateway = address.flatMap(this::ipv4);
    Optional<Integer> prefix = prefix(element);
    if (gateway.isEmpty() || prefix.isEmpty()) {
      return Optional.empty();
    }
    Subnet subnet = Subnet.containing(gateway.get(), prefix.get());
    if (!subnet.containsHost(gateway.get())) {
      problems.error(
          "bad-address",
          address.orElseThrow().valueAt(),
          gateway.get() + " is not a host address in " + subnet,
          "such as " + subnet.network().plus(1));
      return Optional.empty();
    }
    return Optional.of(new Ip(element, gateway.get(), subnet));
  }

  private Optional<Integer> prefix(XmlElement element) {
    Optional<Attribute> mask = element.attribute("netmask");
    Optional<Attribute> prefix = element.attribute("prefix");
    if (mask.isPresent() == prefix.isPresent()) {
      problems.error(
          "netmask-or-prefix",
          mask.map(Attribute::at).orElse(element.at()),
          "<ip> needs either 'netmask' or 'prefix'");
      return Optional.empty();
    }
    Optional<Integer> length =
        mask.map(it -> SubnetFormat.prefixOfNetmask(it.value()))
            .orElseGet(() -> SubnetFormat.prefix(prefix.orElseThrow().value()));
    if (length.isEmpty()) {
      Attribute wrong = mask.or(() -> prefix).orElseThrow();
      problems.error(
          "bad-netmask",
          wrong.valueAt(),
          Wording.quote(wrong.value()) + " is not a netmask that a lab can use",
          "from 255.0.0.0 (8) to 255.255.255.224 (27)");
    }
    return length;
  }

  private Optional<IpAddress> ipv4(Attribute attribute) {
    Optional<IpAddress> address = IpAddress.parse(attribute.value()).filter(IpAddress::isIpv4);
    if (address.isEmpty()) {
      problems.error(
          "bad-address",
          attribute.valueAt(),
          Wording.quote(attribute.value()) + " is not an IPv4 address");
    }
    return address;
  }

  private Optional<Range> range(Ip ip) {
    Optional<XmlElement> dhcp = elements.one(ip.element(), "dhcp");
    dhcp.ifPresent(it -> hosts(it, ip.subnet()));
    Optional<XmlElement> range = dhcp.flatMap(it -> elements.one(it, "range"));
    Optional<Attribute> start = range.flatMap(it -> elements.attribute(it, "start"));
    Optional<Attribute> end = range.flatMap(it -> elements.attribute(it, "end"));
    Optional<IpAddress> first = start.flatMap(it -> inside(it, ip.subnet()));
    Optional<IpAddress> last = end.flatMap(it -> inside(it, ip.subnet()));
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    rangeRules(ip, first.get(), last.get(), start.orElseThrow(), end.orElseThrow());
    return Optional.of(new Range(range.orElseThrow(), first.get(), last.get()));
  }

  private void rangeRules(Ip ip, IpAddress first, IpAddress last, Attribute start, Attribute end) {
    if (last.compareTo(first) < 0) {
      problems.error("reversed-range", end.valueAt(), "the range ends before it starts");
      return;
    }
    if (ip.gateway().compareTo(first) >= 0 && ip.gateway().compareTo(last) <= 0) {
      problems.error(
          "gateway-in-range",
          start.valueAt(),
          "DHCP would lease the hypervisor's own address " + ip.gateway());
      return;
    }
    IpAddress lowest = ip.subnet().network().plus(FIXED_ADDRESSES + 1);
    if (first.compareTo(lowest) < 0) {
      problems.error(
          "no-room-below-range",
          start.valueAt(),
          "fewer than " + FIXED_ADDRESSES + " addresses are below the DHCP range",
          "they are fixed addresses of virtual machines; start at " + lowest + " or later");
    }
  }

  private void hosts(XmlElement dhcp, Subnet subnet) {
    List<XmlElement> hosts = dhcp.children("host");
    hosts.stream().flatMap(it -> it.attribute("ip").stream()).forEach(it -> inside(it, subnet));
    hosts.stream()
        .flatMap(it -> it.attribute("name").stream())
        .filter(it -> it.value().equals(VirtualMachine.NAME))
        .forEach(
            it ->
                problems.error(
                    "taken-host-name",
                    it.valueAt(),
                    "the name 'tripleo' is reserved for the lab's own virtual machine",
                    "the program adds its <host>"));
    if (hosts.size() > MOST_HOSTS) {
      problems.error(
          "no-room-for-tripleo",
          hosts.get(0).at(),
          "the <host> elements reserve all fixed addresses of the lab",
          "at most " + MOST_HOSTS);
    }
  }

  private Optional<IpAddress> inside(Attribute attribute, Subnet subnet) {
    Optional<IpAddress> address = ipv4(attribute);
    Optional<IpAddress> host = address.filter(subnet::containsHost);
    if (address.isPresent() && host.isEmpty()) {
      problems.error(
          "outside-subnet",
          attribute.valueAt(),
          address.get() + " is not a host address in " + subnet);
    }
    return host;
  }
}
