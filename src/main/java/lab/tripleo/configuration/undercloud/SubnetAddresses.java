package lab.tripleo.configuration.undercloud;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;

/** Checks the addresses of subnets against their networks and against one another. */
final class SubnetAddresses {
  private static final String DHCP_START = "dhcp_start";
  private static final String DHCP_END = "dhcp_end";

  private final EffectiveConf conf;
  private final Problems problems;
  private final AddressRanges ranges = new AddressRanges();

  SubnetAddresses(EffectiveConf conf, Problems problems) {
    this.conf = conf;
    this.problems = problems;
  }

  /** Checks the addresses of one subnet's section. */
  void check(IniSection section, Subnet subnet) {
    dhcp(section, subnet);
    required(section, "inspection_iprange").ifPresent(it -> inspection(it, subnet));
    required(section, "gateway")
        .filter(it -> !it.hasReference())
        .ifPresent(it -> single(it, it.value(), subnet));
  }

  /** The option; reports that it is missing. */
  Optional<IniOption> required(IniSection section, String name) {
    Optional<IniOption> option = conf.value(section, name);
    if (option.isEmpty()) {
      problems.error(
          "missing-option",
          section.at(),
          "[" + section.name() + "] has no " + name,
          "only the local subnet has defaults");
    }
    return option;
  }

  /** Checks an address that has one owner: it is outside of the ranges. */
  void single(IniOption option, String text, Subnet subnet) {
    address(option, text, subnet)
        .ifPresent(
            it ->
                ranges
                    .firstWith(it)
                    .ifPresent(
                        range ->
                            problems.error(
                                "address-in-range",
                                option.valueAt(),
                                option.name() + " " + it + " is inside " + range,
                                "the undercloud would assign it to a node")));
  }

  private void dhcp(IniSection section, Subnet subnet) {
    IniOption start = conf.valueOrEmpty(section, DHCP_START);
    IniOption end = conf.valueOrEmpty(section, DHCP_END);
    if (usesWholeSubnet(section, subnet) || !isReadable(start) || !isReadable(end)) {
      return;
    }
    int firsts = start.items().size();
    int lasts = end.items().size();
    if (firsts != lasts && Math.max(firsts, lasts) > 1) {
      problems.error(
          "unpaired-ranges",
          end.valueAt(),
          "dhcp_start has " + firsts + " addresses, dhcp_end " + lasts,
          "each range needs a first and a last address");
    } else if (firsts > 1 && conf.isOn("enable_validations")) {
      problems.error(
          "too-many-ranges",
          start.valueAt(),
          "the client's preflight refuses more than one DHCP range",
          "use one range with dhcp_exclude, or set enable_validations = false");
    } else if (firsts != lasts) {
      start.items().forEach(it -> address(start, it, subnet));
      end.items().forEach(it -> address(end, it, subnet));
    } else {
      for (int i = 0; i < firsts; i++) {
        range("the DHCP range", start, start.items().get(i), end, end.items().get(i), subnet);
      }
    }
  }

  /** The client ignores its own default range in another network than its default. */
  private static boolean usesWholeSubnet(IniSection section, Subnet subnet) {
    boolean hasRange =
        Stream.of(DHCP_START, DHCP_END).anyMatch(it -> section.option(it).isPresent());
    return !hasRange && !subnet.toString().equals(EffectiveConf.DEFAULT_CIDR);
  }

  private static boolean isReadable(IniOption option) {
    return !option.hasReference() && UndercloudLists.isList(option);
  }

  private void inspection(IniOption option, Subnet subnet) {
    if (option.hasReference()) {
      return;
    }
    List<String> ends = option.items();
    if (ends.size() != 2 || option.value().matches(".*,\\s.*")) {
      problems.error(
          "bad-range",
          option.valueAt(),
          "inspection_iprange is not a first and a last address, separated by ','",
          "such as 192.168.24.100,192.168.24.120, without a blank");
      return;
    }
    range("the inspection range", option, ends.get(0), option, ends.get(1), subnet);
  }

  private void range(
      String what, IniOption from, String firstText, IniOption to, String lastText, Subnet subnet) {
    Optional<IpAddress> first = address(from, firstText, subnet);
    Optional<IpAddress> last = address(to, lastText, subnet);
    if (first.isEmpty() || last.isEmpty()) {
      return;
    }
    int order = last.get().compareTo(first.get());
    if (order <= 0) {
      problems.error(
          "reversed-range",
          to.valueAt(),
          what + (order < 0 ? " ends before it starts" : " has only one address"));
      return;
    }
    AddressRange range = new AddressRange(what, first.get(), last.get());
    ranges
        .firstOverlapping(range)
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
