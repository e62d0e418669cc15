package lab.tripleo.configuration.undercloud;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.OptionType;

/** Checks single values of undercloud.conf. */
record UndercloudValues(Release release, Problems problems) {
  /** From oslo_config/types.py. */
  private static final Set<String> BOOLEANS =
      Set.of("true", "1", "on", "yes", "false", "0", "off", "no");

  /** Hardware types of ironic (ironic.hardware.types in its setup.cfg); others can be installed. */
  private static final List<String> HARDWARE_TYPES =
      List.of(
          "fake-hardware",
          "ibmc",
          "idrac",
          "ilo",
          "ilo5",
          "intel-ipmi",
          "ipmi",
          "irmc",
          "manual-management",
          "redfish",
          "snmp",
          "xclarity");

  /** References that oslo.config replaces or refuses; a dot separates a section from its option. */
  private static final Pattern DOLLAR =
      Pattern.compile("\\\\\\$|\\$\\$|\\$\\{?([A-Za-z_][A-Za-z0-9_.]*)?\\}?");

  private static final Pattern QUALIFIED_NAME =
      Pattern.compile(
          "(?=.{3,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");

  /** Options with few allowed values; of a list, each item. */
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "additional_architectures", List.of("ppc64le"),
          "ipv6_address_mode", List.of("dhcpv6-stateless", "dhcpv6-stateful"),
          "ironic_default_network_interface", List.of("flat", "neutron"));

  private static final int MOST_NAMESERVERS = 5;

  /** The minimum for IPv6. */
  private static final int LEAST_MTU = 1280;

  private static final int MOST_MTU = 9216;

  void check(IniOption option, OptionType type) {
    if (option.hasReference()) {
      references(option);
      return;
    }
    switch (type) {
      case BOOLEAN -> bool(option);
      case INTEGER -> integer(option);
      case LIST -> new UndercloudLists(problems).check(option);
      case DEPRECATED ->
          problems.warning(
              "deprecated-option",
              option.at(),
              option.name() + " is deprecated",
              "the client's documentation names its replacement");
      case STRING -> {
        // Any text; some options are checked below.
      }
    }
    of(option);
  }

  private void references(IniOption option) {
    Matcher matcher = DOLLAR.matcher(option.value());
    while (matcher.find()) {
      String name = matcher.group(1);
      boolean escaped = matcher.group().equals("$$") || matcher.group().startsWith("\\");
      if (!escaped && (name == null || !release.undercloud().options().containsKey(name))) {
        problems.error(
            "bad-reference",
            option.valueAt(),
            Wording.quote(matcher.group()) + " refers to no option of the client",
            "oslo.config replaces $name with the value of an option; write $$ for a literal '$'");
      }
    }
  }

  private void bool(IniOption option) {
    if (!BOOLEANS.contains(option.value().toLowerCase(Locale.ROOT))) {
      problems.error(
          "not-a-boolean",
          option.valueAt(),
          option.name() + " is true or false, not " + Wording.quote(option.value()));
    }
  }

  private void integer(IniOption option) {
    if (!option.value().matches("-?[0-9]{1,9}")) {
      problems.error(
          "not-a-number",
          option.valueAt(),
          option.name() + " is a whole number, not " + Wording.quote(option.value()));
    }
  }

  private void of(IniOption option) {
    switch (option.name()) {
      case "local_mtu" -> mtu(option);
      case "dns_nameservers" -> addresses(option);
      case "undercloud_nameservers" -> nameservers(option);
      case "dhcp_exclude" -> excluded(option);
      case "additional_architectures", "ipv6_address_mode", "ironic_default_network_interface" ->
          choice(option, CHOICES.get(option.name()));
      case "container_cli" -> {
        if (!new ClientRules(release).supportsDocker()) {
          choice(option, List.of("podman"));
        }
      }
      case "hieradata_override", "net_config_override", "undercloud_service_certificate" ->
          file(option);
      case "scheduler_max_attempts" -> attempts(option);
      case "undercloud_hostname" -> hostName(option);
      case "deployment_user" ->
          fixed(option, "stack", "the lab's user in the virtual machine is stack");
      case UndercloudConfFile.LOCAL_INTERFACE_OPTION ->
          fixed(
              option,
              UndercloudConfFile.LOCAL_INTERFACE,
              "the second interface is attached to the OpenStack control plane; the first one is for ssh");
      case "enabled_hardware_types" -> hardwareTypes(option);
      default -> {
        // No further check.
      }
    }
  }

  private void mtu(IniOption option) {
    boolean good = option.value().matches("[0-9]{1,5}");
    int mtu = good ? Integer.parseInt(option.value()) : LEAST_MTU;
    if (mtu < LEAST_MTU || mtu > MOST_MTU) {
      problems.error(
          "bad-mtu",
          option.valueAt(),
          option.value() + " is not an MTU in bytes",
          "from " + LEAST_MTU + " to " + MOST_MTU + ", such as 1500");
    }
  }

  private void attempts(IniOption option) {
    if (option.value().matches("0+|-.*")) {
      problems.error("too-low", option.valueAt(), option.name() + " is at least 1");
    }
  }

  private void choice(IniOption option, List<String> choices) {
    option.items().stream()
        .filter(it -> !choices.contains(it))
        .findFirst()
        .ifPresent(
            it ->
                problems.error(
                    "unknown-choice",
                    option.valueAt(),
                    "the client does not support " + Wording.quote(it) + " as " + option.name(),
                    Wording.didYouMean(it, choices)));
  }

  private void file(IniOption option) {
    if (!option.value().isEmpty()) {
      problems.warning(
          "file-to-create",
          option.valueAt(),
          "the client refuses to install if " + Wording.quote(option.value()) + " does not exist",
          "create it in virtual machine tripleo before stage tripleo-install");
    }
  }

  private void nameservers(IniOption option) {
    addresses(option);
    if (option.items().size() > MOST_NAMESERVERS) {
      problems.error(
          "too-many-nameservers",
          option.valueAt(),
          "the client refuses more than " + MOST_NAMESERVERS + " name servers");
    }
  }

  /** Checks addresses and ranges {@code FIRST-LAST}. */
  private void excluded(IniOption option) {
    for (String item : option.items()) {
      List<Optional<IpAddress>> ends =
          Arrays.stream(item.split("-", -1)).map(IpAddress::parse).toList();
      boolean good = ends.size() <= 2 && ends.stream().allMatch(Optional::isPresent);
      if (UndercloudLists.isItem(item)
          && (!good || ends.get(0).get().compareTo(ends.get(ends.size() - 1).get()) > 0)) {
        problems.error(
            "bad-exclusion",
            option.valueAt(),
            Wording.quote(item) + " is neither an address nor a range",
            "such as 192.168.24.50,192.168.24.80-192.168.24.90");
      }
    }
  }

  private void addresses(IniOption option) {
    for (String item : option.items()) {
      if (UndercloudLists.isItem(item) && IpAddress.parse(item).isEmpty()) {
        problems.error(
            "bad-address",
            option.valueAt(),
            Wording.quote(item) + " is not an IPv4 or IPv6 address");
      }
    }
  }

  private void hostName(IniOption option) {
    if (!QUALIFIED_NAME.matcher(option.value()).matches()) {
      problems.error(
          "bad-host-name",
          option.valueAt(),
          Wording.quote(option.value()) + " is not a fully qualified host name",
          "the client needs a name with a domain, such as tripleo.localdomain");
    }
  }

  private void fixed(IniOption option, String value, String why) {
    if (!option.value().equals(value)) {
      SourceLocation at = option.valueAt();
      problems.error("not-in-this-lab", at, option.name() + " must be " + value, why);
    }
  }

  private void hardwareTypes(IniOption option) {
    Optional<String> unknown =
        option.items().stream()
            .filter(it -> UndercloudLists.isItem(it) && !HARDWARE_TYPES.contains(it))
            .findFirst();
    unknown.ifPresent(
        it ->
            problems.warning(
                "unknown-hardware-type",
                option.valueAt(),
                "unknown hardware type " + Wording.quote(it),
                Wording.didYouMean(it, HARDWARE_TYPES)));
  }
}
