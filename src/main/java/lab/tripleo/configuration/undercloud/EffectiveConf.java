package lab.tripleo.configuration.undercloud;

import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.UndercloudConf;

/**
 * undercloud.conf with the client's defaults.
 *
 * @param whole where an option is that no section sets
 */
record EffectiveConf(List<IniSection> sections, SourceLocation whole) {
  static final String DEFAULT_SUBNET = "ctlplane-subnet";
  static final String DEFAULT_CIDR = "192.168.24.0/24";
  static final String CIDR = "cidr";
  static final String SUBNETS = "subnets";
  static final String LOCAL_SUBNET = "local_subnet";

  /** Of python-tripleoclient, tripleoclient/config/undercloud.py. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry(SUBNETS, DEFAULT_SUBNET),
          Map.entry(LOCAL_SUBNET, DEFAULT_SUBNET),
          Map.entry("local_ip", UndercloudConf.DEFAULT_LOCAL_IP),
          Map.entry("undercloud_public_host", UndercloudConf.DEFAULT_PUBLIC_HOST),
          Map.entry("undercloud_admin_host", UndercloudConf.DEFAULT_ADMIN_HOST),
          Map.entry("undercloud_service_certificate", ""),
          Map.entry("generate_service_certificate", "true"),
          Map.entry("enable_validations", "true"),
          Map.entry("enable_routed_networks", "false"));

  /** Of the local subnet; other subnets have no defaults. */
  private static final Map<String, String> DEFAULTS_OF_LOCAL_SUBNET =
      Map.of(
          CIDR,
          DEFAULT_CIDR,
          "gateway",
          "192.168.24.1",
          "dhcp_start",
          "192.168.24.5",
          "dhcp_end",
          "192.168.24.24",
          "inspection_iprange",
          "192.168.24.100,192.168.24.120");

  Optional<IniSection> section(String name) {
    return sections.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** An option of [DEFAULT] that has a default. */
  IniOption value(String name) {
    IniSection base = base();
    return base.option(name)
        .orElseGet(() -> new IniOption(name, DEFAULTS.get(name), base.at(), base.at()));
  }

  /** An option of a subnet; absent if it is not set and has no default. */
  Optional<IniOption> value(IniSection subnet, String name) {
    boolean isLocal = subnet.name().equals(value(LOCAL_SUBNET).value());
    Optional<String> unset =
        Optional.ofNullable(DEFAULTS_OF_LOCAL_SUBNET.get(name)).filter(it -> isLocal);
    return subnet
        .option(name)
        .or(() -> unset.map(it -> new IniOption(name, it, subnet.at(), subnet.at())));
  }

  /** A list of a subnet; without items if it is not set and has no default. */
  IniOption valueOrEmpty(IniSection subnet, String name) {
    return value(subnet, name).orElseGet(() -> new IniOption(name, "", subnet.at(), subnet.at()));
  }

  boolean isOn(String name) {
    return Set.of("true", "1", "on", "yes").contains(value(name).value().toLowerCase(Locale.ROOT));
  }

  /** Whether the endpoints have TLS, so that the client uses their addresses. */
  boolean hasTls() {
    return isOn("generate_service_certificate")
        || !value("undercloud_service_certificate").value().isEmpty();
  }

  private IniSection base() {
    return section(DEFAULT).orElse(new IniSection(DEFAULT, whole, List.of()));
  }
}
