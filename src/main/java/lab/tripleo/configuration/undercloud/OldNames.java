package lab.tripleo.configuration.undercloud;

import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.OptionType;

/**
 * Replaces the deprecated names of options, which the client still reads. A new name in the same
 * file overrides the old one.
 */
record OldNames(Release release) {
  private static final Map<String, String> OF_UNDERCLOUD =
      Map.of(
          "discovery_interface", "inspection_interface",
          "discovery_runbench", "inspection_runbench",
          "docker_insecure_registries", "container_insecure_registries",
          "docker_registry_mirror", "container_registry_mirror",
          "ipxe_deploy", "ipxe_enabled",
          "undercloud_admin_vip", "undercloud_admin_host",
          "undercloud_public_vip", "undercloud_public_host");

  /** They were options of [DEFAULT], when an undercloud had one subnet. */
  private static final Map<String, String> OF_LOCAL_SUBNET =
      Map.of(
          "dhcp_end", "dhcp_end",
          "dhcp_start", "dhcp_start",
          "inspection_iprange", "inspection_iprange",
          "network_cidr", "cidr",
          "network_gateway", "gateway");

  /** The sections with the new names; the options keep their locations. */
  List<IniSection> replaced(List<IniSection> sections) {
    Map<String, IniSection> result = new LinkedHashMap<>();
    sections.forEach(it -> result.put(it.name(), copy(it)));
    for (IniOption option : old(sections)) {
      IniSection base = result.get(DEFAULT);
      String name = option.name();
      base.options().remove(option);
      if (OF_UNDERCLOUD.containsKey(name)) {
        add(base, option, OF_UNDERCLOUD.get(name));
      } else {
        IniSection subnet =
            result.computeIfAbsent(
                localSubnet(base), it -> new IniSection(it, base.at(), new ArrayList<>()));
        add(subnet, option, OF_LOCAL_SUBNET.get(name));
      }
    }
    return List.copyOf(result.values());
  }

  /** Warns about each deprecated name. */
  void report(List<IniSection> sections, Problems problems) {
    for (IniOption option : old(sections)) {
      String name = option.name();
      problems.warning(
          "deprecated-option",
          option.at(),
          name + (OF_LOCAL_SUBNET.containsValue(name) ? " in [DEFAULT]" : "") + " is deprecated",
          OF_UNDERCLOUD.containsKey(name)
              ? "use " + OF_UNDERCLOUD.get(name)
              : "use " + OF_LOCAL_SUBNET.get(name) + " in the section of the subnet");
    }
  }

  private List<IniOption> old(List<IniSection> sections) {
    Map<String, OptionType> known = release.undercloud().options();
    return sections.stream()
        .filter(it -> it.name().equals(DEFAULT))
        .flatMap(it -> it.options().stream())
        .filter(it -> known.get(it.name()) == OptionType.DEPRECATED)
        .filter(
            it -> OF_UNDERCLOUD.containsKey(it.name()) || OF_LOCAL_SUBNET.containsKey(it.name()))
        .toList();
  }

  private static String localSubnet(IniSection base) {
    Optional<String> name = base.option("local_subnet").map(IniOption::value);
    return name.orElse(EffectiveConf.DEFAULT_SUBNET);
  }

  private static IniSection copy(IniSection section) {
    return new IniSection(section.name(), section.at(), new ArrayList<>(section.options()));
  }

  private static void add(IniSection section, IniOption old, String name) {
    if (section.option(name).isEmpty()) {
      section.options().add(new IniOption(name, old.value(), old.at(), old.valueAt()));
    }
  }
}
