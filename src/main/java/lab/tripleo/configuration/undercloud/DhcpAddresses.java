package lab.tripleo.configuration.undercloud;

import static lab.tripleo.configuration.undercloud.EffectiveConf.LOCAL_SUBNET;
import static lab.tripleo.configuration.undercloud.EffectiveConf.SUBNETS;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.model.IpAddress;

/** Counts the addresses that the undercloud can give to nodes. */
record DhcpAddresses(EffectiveConf conf) {

  /**
   * The size of the only DHCP range. Absent if there are several ranges or subnets, if the client
   * derives the range from the subnet, and after an error.
   */
  OptionalLong count() {
    String local = conf.value(LOCAL_SUBNET).value();
    Optional<IniSection> section = conf.section(local);
    boolean simple =
        section.isPresent()
            && conf.value(SUBNETS).items().equals(List.of(local))
            && Stream.of("dhcp_start", "dhcp_end")
                .allMatch(it -> one(section.get(), it).isPresent());
    if (!simple) {
      return OptionalLong.empty();
    }
    IpAddress first = one(section.get(), "dhcp_start").get();
    IpAddress last = one(section.get(), "dhcp_end").get();
    return first.compareTo(last) <= 0 && first.isIpv4() && last.isIpv4()
        ? OptionalLong.of(first.distanceTo(last) + 1)
        : OptionalLong.empty();
  }

  private static Optional<IpAddress> one(IniSection section, String option) {
    return section
        .option(option)
        .map(IniOption::items)
        .filter(it -> it.size() == 1)
        .flatMap(it -> IpAddress.parse(it.get(0)));
  }
}
