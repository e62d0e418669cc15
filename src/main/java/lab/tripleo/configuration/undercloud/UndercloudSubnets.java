package lab.tripleo.configuration.undercloud;

import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ParsedValue;
import lab.tripleo.configuration.value.SubnetFormat;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.UndercloudConf;

/** Checks the addresses of undercloud.conf against one another, over all its subnets. */
final class UndercloudSubnets {
  /** Defaults of the client (python-tripleoclient, tripleoclient/config/undercloud.py). */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "subnets", "ctlplane-subnet",
          "local_subnet", "ctlplane-subnet",
          "local_ip", UndercloudConf.DEFAULT_LOCAL_IP,
          "undercloud_public_host", UndercloudConf.DEFAULT_PUBLIC_HOST,
          "undercloud_admin_host", UndercloudConf.DEFAULT_ADMIN_HOST,
          "cidr", "192.168.24.0/24",
          "gateway", "192.168.24.1",
          "dhcp_start", "192.168.24.5",
          "dhcp_end", "192.168.24.24",
          "inspection_iprange", "192.168.24.100,192.168.24.120");

  private static final String CIDR = "cidr";

  private final List<IniSection> sections;
  private final SourceLocation whole;
  private final Problems problems;
  private final List<AddressRange> ranges = new ArrayList<>();

  UndercloudSubnets(List<IniSection> sections, SourceLocation whole, Problems problems) {
    this.sections = sections;
    this.whole = whole;
    this.problems = problems;
  }

  /** Whether `subnets` lists it. */
  boolean isSubnet(String section) {
    return value(base(), "subnets").items().contains(section);
  }

  private IniSection base() {
    return section(DEFAULT).orElse(new IniSection(DEFAULT, whole, List.of()));
  }

  void check(Subnet provisioning) {
    IniSection base = base();
    IniOption names = value(base, "subnets");
    if (!UndercloudLists.isList(names)) {
      return;
    }
    sections.stream()
        .filter(it -> !it.name().equals(DEFAULT) && !names.items().contains(it.name()))
        .forEach(it -> notASubnet(it, names));
    List<Subnet> earlier = new ArrayList<>();
    for (String name : names.items()) {
      // The client has defaults for the subnet that is used without `subnets`.
      Optional<IniSection> section =
          base.option("subnets").isPresent()
              ? section(name)
              : section(name).or(() -> unnamed(name));
      section.ifPresentOrElse(it -> subnet(it, earlier), () -> missing(name, names));
    }
    local(base, names, provisioning);
  }

  private Optional<IniSection> unnamed(String name) {
    return Optional.of(new IniSection(name, whole, List.of()));
  }

  private void missing(String name, IniOption names) {
    problems.error(
        "missing-section",
        names.valueAt(),
        "subnet " + Wording.quote(name) + " has no section [" + name + "]",
        "add it, with cidr, gateway, dhcp_start, dhcp_end and inspection_iprange");
  }

  private void notASubnet(IniSection section, IniOption names) {
    problems.error(
        "unknown-section",
        section.at(),
        "["
            + section.name()
            + "] is not one of the subnets ("
            + String.join(", ", names.items())
            + ")",
        "add it to `subnets` in [DEFAULT]; the client ignores other sections");
  }

  private Optional<IniSection> section(String name) {
    return sections.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The option, or the client's default at the place of the section. */
  private static IniOption value(IniSection section, String name) {
    return section
        .option(name)
        .orElseGet(() -> new IniOption(name, DEFAULTS.get(name), section.at(), section.at()));
  }

  /** Checks the local subnet and the addresses in it. */
  private void local(IniSection base, IniOption names, Subnet provisioning) {
    IniOption name = value(base, "local_subnet");
    if (!names.items().contains(name.value())) {
      problems.error(
          "unknown-subnet",
          name.valueAt(),
          "local_subnet " + Wording.quote(name.value()) + " is not one of the subnets",
          Wording.didYouMean(name.value(), names.items()));
      return;
    }
    Optional<IniOption> cidr =
        section(name.value()).or(() -> unnamed(name.value())).map(it -> value(it, CIDR));
    Optional<Subnet> subnet = cidr.flatMap(it -> SubnetFormat.FORMAT.parse(it.value()).value());
    if (subnet.isPresent() && !subnet.get().equals(provisioning)) {
      problems.error(
          "not-the-provisioning-network",
          cidr.orElseThrow().valueAt(),
          "the local subnet is "
              + subnet.get()
              + ", but OPENSTACK_CONTROL_PLANE_SUBNET is "
              + provisioning,
          "write cidr = ${OPENSTACK_CONTROL_PLANE_SUBNET}, and use addresses of it in the other options");
      return;
    }
    subnet.ifPresent(it -> own(base, it));
  }

  private void own(IniSection base, Subnet subnet) {
    IniOption localIp = value(base, "local_ip");
    if (!localIp.hasReference()) {
      int slash = localIp.value().indexOf('/');
      String prefix = slash < 0 ? "" : localIp.value().substring(slash + 1);
      if (!prefix.equals(Integer.toString(subnet.prefix()))) {
        problems.error(
            "bad-local-ip",
            localIp.valueAt(),
            "local_ip needs the prefix length of the subnet",
            "such as " + subnet.network().plus(1) + "/" + subnet.prefix());
      } else {
        single(localIp, localIp.value().substring(0, slash), subnet);
      }
    }
    for (String name : List.of("undercloud_public_host", "undercloud_admin_host")) {
      IniOption host = value(base, name);
      boolean isName = host.hasReference() || host.value().matches(".*[A-Za-z].*");
      if (!isName) {
        single(host, host.value(), subnet);
      }
    }
  }

  /** Reserved addresses are outside of the ranges. */
  private void single(IniOption option, String text, Subnet subnet) {
    address(option, text, subnet)
        .ifPresent(
            it ->
                ranges.stream()
                    .filter(range -> range.contains(it))
                    .findFirst()
                    .ifPresent(
                        range ->
                            problems.error(
                                "address-in-range",
                                option.valueAt(),
                                option.name() + " " + it + " is inside " + range,
                                "the undercloud would assign it to a node")));
  }

  private void subnet(IniSection section, List<Subnet> earlier) {
    IniOption cidr = value(section, CIDR);
    if (cidr.hasReference()) {
      return;
    }
    ParsedValue<Subnet> parsed = SubnetFormat.FORMAT.parse(cidr.value());
    parsed.error().ifPresent(it -> problems.add(it.diagnostic(cidr.valueAt(), "")));
    if (parsed.value().isEmpty()) {
      return;
    }
    Subnet subnet = parsed.value().get();
    if (earlier.stream().anyMatch(subnet::overlaps)) {
      problems.error(
          "overlapping-subnets", cidr.valueAt(), subnet + " overlaps another subnet of this file");
      return;
    }
    earlier.add(subnet);
    dhcp(section, subnet);
    inspection(section, subnet);
    IniOption gateway = value(section, "gateway");
    if (!gateway.hasReference()) {
      single(gateway, gateway.value(), subnet);
    }
  }

  private void dhcp(IniSection section, Subnet subnet) {
    IniOption start = value(section, "dhcp_start");
    IniOption end = value(section, "dhcp_end");
    if (start.hasReference()
        || end.hasReference()
        || !UndercloudLists.isList(start)
        || !UndercloudLists.isList(end)) {
      return;
    }
    if (start.items().size() != end.items().size()) {
      problems.error(
          "unpaired-ranges",
          end.valueAt(),
          "dhcp_start has " + start.items().size() + " addresses, dhcp_end " + end.items().size(),
          "each range needs a first and a last address");
      return;
    }
    for (int i = 0; i < start.items().size(); i++) {
      range("the DHCP range", start, start.items().get(i), end, end.items().get(i), subnet);
    }
  }

  private void inspection(IniSection section, Subnet subnet) {
    IniOption option = value(section, "inspection_iprange");
    if (option.hasReference()) {
      return;
    }
    if (option.items().size() != 2) {
      problems.error(
          "bad-range",
          option.valueAt(),
          "inspection_iprange is not a first and a last address, separated by ','");
      return;
    }
    range(
        "the inspection range",
        option,
        option.items().get(0),
        option,
        option.items().get(1),
        subnet);
  }

  private void range(
      String what, IniOption from, String firstText, IniOption to, String lastText, Subnet subnet) {
    Optional<IpAddress> first = address(from, firstText, subnet);
    Optional<IpAddress> last = address(to, lastText, subnet);
    if (first.isEmpty() || last.isEmpty()) {
      return;
    }
    if (last.get().compareTo(first.get()) < 0) {
      problems.error("reversed-range", to.valueAt(), what + " ends before it starts");
      return;
    }
    AddressRange range = new AddressRange(what, first.get(), last.get());
    ranges.stream()
        .filter(range::overlaps)
        .findFirst()
        .ifPresent(
            it ->
                problems.error(
                    "overlapping-ranges",
                    from.valueAt(),
                    range + " overlaps " + it,
                    "the undercloud would assign an address to two nodes"));
    ranges.add(range);
  }

  private Optional<IpAddress> address(IniOption option, String text, Subnet subnet) {
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isEmpty()) {
      problems.error("bad-address", option.valueAt(), Wording.quote(text) + " is not an address");
      return address;
    }
    Optional<IpAddress> host = address.filter(subnet::containsHost);
    if (host.isEmpty()) {
      problems.error(
          "outside-subnet",
          option.valueAt(),
          option.name() + " " + address.get() + " is not a host address in " + subnet,
          subnetHint(option));
    }
    return host;
  }

  private static String subnetHint(IniOption option) {
    boolean unset = option.at().equals(option.valueAt());
    return unset
        ? "it is not set, and this is the client's default; set it"
        : "the subnet is set by `cidr` of the section";
  }
}
