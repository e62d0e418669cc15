package lab.tripleo.configuration.undercloud;

import java.util.ArrayList;
import java.util.List;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Subnet;

/** Checks the undercloud's own addresses: local_ip and those of its endpoints. */
record UndercloudEndpoints(EffectiveConf conf, ClientRules rules, Problems problems) {
  private static final String PUBLIC_HOST = "undercloud_public_host";
  private static final String ADMIN_HOST = "undercloud_admin_host";

  void check(Subnet subnet, SubnetAddresses addresses) {
    IniOption localIp = conf.value("local_ip");
    if (!localIp.hasReference()) {
      localIp(localIp, subnet, addresses);
    }
    for (IniOption host : List.of(conf.value(PUBLIC_HOST), conf.value(ADMIN_HOST))) {
      boolean isName = host.hasReference() || host.value().matches(".*[A-Za-z].*");
      if (!isName) {
        addresses.single(host, host.value(), subnet);
      }
    }
    if (conf.hasTls()) {
      differ();
    }
  }

  private void localIp(IniOption localIp, Subnet subnet, SubnetAddresses addresses) {
    int slash = localIp.value().indexOf('/');
    String prefix = slash < 0 ? "" : localIp.value().substring(slash + 1);
    if (!prefix.equals(Integer.toString(subnet.prefix()))) {
      problems.error(
          "bad-local-ip",
          localIp.valueAt(),
          "local_ip needs the prefix length of the subnet",
          "such as " + subnet.network().plus(1) + "/" + subnet.prefix());
    } else {
      addresses.single(localIp, localIp.value().substring(0, slash), subnet);
    }
  }

  /** With TLS, the endpoints are virtual addresses beside local_ip. */
  private void differ() {
    List<String> taken = new ArrayList<>();
    taken.add(conf.value("local_ip").value().replaceFirst("/.*", ""));
    different(ADMIN_HOST, taken);
    if (rules.needsThreeAddresses()) {
      different(PUBLIC_HOST, taken);
    }
  }

  private void different(String name, List<String> taken) {
    IniOption host = conf.value(name);
    if (taken.contains(host.value())) {
      problems.error(
          "duplicate-address",
          host.valueAt(),
          name + " " + host.value() + " is the address of another endpoint",
          "with TLS it needs an address of its own");
    }
    taken.add(host.value());
  }
}
