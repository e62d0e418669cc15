package lab.tripleo.configuration.undercloud;

import static lab.tripleo.configuration.undercloud.EffectiveConf.CIDR;
import static lab.tripleo.configuration.undercloud.EffectiveConf.LOCAL_SUBNET;
import static lab.tripleo.configuration.undercloud.EffectiveConf.SUBNETS;
import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ParsedValue;
import lab.tripleo.configuration.value.SubnetFormat;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;

/** Checks the subnets of undercloud.conf, and the undercloud's own addresses in the local one. */
final class UndercloudSubnets {
  private final EffectiveConf conf;
  private final ClientRules rules;
  private final Problems problems;
  private final SubnetAddresses addresses;
  private final Set<String> named;

  UndercloudSubnets(EffectiveConf conf, ClientRules rules, Problems problems) {
    this.conf = conf;
    this.rules = rules;
    this.problems = problems;
    this.addresses = new SubnetAddresses(conf, problems);
    this.named = new HashSet<>(names().items());
  }

  /** Whether `subnets` lists it. */
  boolean isSubnet(String section) {
    return named.contains(section);
  }

  private IniOption names() {
    return conf.value(SUBNETS);
  }

  void check(Subnet provisioning) {
    IniOption names = names();
    if (!UndercloudLists.isList(names)) {
      return;
    }
    conf.sections().stream()
        .filter(it -> !it.name().equals(DEFAULT) && !isSubnet(it.name()))
        .forEach(this::notASubnet);
    IniOption local = conf.value(LOCAL_SUBNET);
    if (!isSubnet(local.value())) {
      problems.error(
          "unknown-subnet",
          local.valueAt(),
          "local_subnet " + Wording.quote(local.value()) + " is not one of the subnets",
          Wording.didYouMean(local.value(), names.items()));
      return;
    }
    List<IniSection> subnets = sections(names);
    NavigableMap<IpAddress, Subnet> earlier = new TreeMap<>();
    subnets.forEach(it -> subnet(it, earlier));
    together(names, subnets);
    local(local.value(), provisioning);
  }

  private List<IniSection> sections(IniOption names) {
    List<IniSection> found = new ArrayList<>();
    Map<String, IniSection> all = new HashMap<>();
    conf.sections().forEach(it -> all.putIfAbsent(it.name(), it));
    for (String name : names.items()) {
      Optional<IniSection> section = Optional.ofNullable(all.get(name));
      section.or(() -> section(name)).ifPresentOrElse(found::add, () -> missing(name, names));
    }
    return found;
  }

  /** The section of a subnet. The client has defaults for all of the local one. */
  private Optional<IniSection> section(String name) {
    Optional<IniSection> unnamed =
        Optional.of(new IniSection(name, conf.whole(), List.of()))
            .filter(it -> name.equals(conf.value(LOCAL_SUBNET).value()));
    return conf.section(name).or(() -> unnamed);
  }

  private void missing(String name, IniOption names) {
    problems.error(
        "missing-section",
        names.valueAt(),
        "subnet " + Wording.quote(name) + " has no section [" + name + "]",
        "add it, with cidr, gateway, dhcp_start, dhcp_end and inspection_iprange");
  }

  private void notASubnet(IniSection section) {
    problems.error(
        "unknown-section",
        section.at(),
        "["
            + section.name()
            + "] is not one of the subnets ("
            + String.join(", ", names().items())
            + ")",
        "add it to `subnets` in [DEFAULT]; the client ignores other sections");
  }

  /**
   * Checks one subnet.
   *
   * @param earlier those that do not overlap, by their first address
   */
  private void subnet(IniSection section, NavigableMap<IpAddress, Subnet> earlier) {
    Optional<IniOption> cidr = addresses.required(section, CIDR).filter(it -> !it.hasReference());
    if (cidr.isEmpty()) {
      return;
    }
    ParsedValue<Subnet> parsed = SubnetFormat.FORMAT.parse(cidr.get().value());
    parsed.error().ifPresent(it -> problems.add(it.diagnostic(cidr.get().valueAt(), "")));
    if (parsed.value().isEmpty()) {
      return;
    }
    Subnet subnet = parsed.value().get();
    boolean overlaps =
        Stream.of(earlier.floorEntry(subnet.network()), earlier.ceilingEntry(subnet.network()))
            .flatMap(Stream::ofNullable)
            .anyMatch(it -> it.getValue().overlaps(subnet));
    if (overlaps) {
      problems.error(
          "overlapping-subnets",
          cidr.get().valueAt(),
          subnet + " overlaps another subnet of this file");
      return;
    }
    earlier.put(subnet.network(), subnet);
    addresses.check(section, subnet);
  }

  private void together(IniOption names, List<IniSection> subnets) {
    if (names.items().size() > 1 && !conf.isOn("enable_routed_networks")) {
      problems.error(
          "not-routed",
          names.valueAt(),
          "more than one subnet needs routed networks",
          "set enable_routed_networks = true");
    }
    if (rules.checksNameServers()) {
      new SubnetNameServers(conf, problems).check(subnets);
    }
  }

  /** Checks the local subnet and the undercloud's addresses in it. */
  private void local(String name, Subnet provisioning) {
    Optional<IniOption> cidr = section(name).flatMap(it -> conf.value(it, CIDR));
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
    subnet.ifPresent(it -> new UndercloudEndpoints(conf, rules, problems).check(it, addresses));
  }
}
