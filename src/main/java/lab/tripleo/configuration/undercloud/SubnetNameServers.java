package lab.tripleo.configuration.undercloud;

import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.UndercloudConf;

/** Checks the name servers of all subnets; those without some use the undercloud's. */
record SubnetNameServers(EffectiveConf conf, Problems problems) {
  void check(List<IniSection> subnets) {
    List<IniSection> with = subnets.stream().filter(it -> !own(it).items().isEmpty()).toList();
    with.forEach(it -> version(own(it)));
    if (with.size() == subnets.size()) {
      return;
    }
    conf.section(UndercloudConf.DEFAULT)
        .flatMap(it -> it.option("undercloud_nameservers"))
        .ifPresent(this::version);
    for (IniSection section : subnets) {
      if (!with.isEmpty() && own(section).items().isEmpty()) {
        problems.error(
            "missing-nameservers",
            section.at(),
            "[" + section.name() + "] has no dns_nameservers, but [" + with.get(0).name() + "] has",
            "set them in all subnets or in none");
      }
    }
  }

  private IniOption own(IniSection section) {
    return conf.valueOrEmpty(section, "dns_nameservers");
  }

  /** The subnets of a lab have IPv4. */
  private void version(IniOption servers) {
    Optional<IpAddress> other =
        servers.items().stream()
            .flatMap(it -> IpAddress.parse(it).stream())
            .filter(it -> !it.isIpv4())
            .findFirst();
    other.ifPresent(
        it ->
            problems.error(
                "wrong-ip-version",
                servers.valueAt(),
                "name server " + it + " has IPv6, but its subnet has IPv4"));
  }
}
