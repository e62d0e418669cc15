package lab.tripleo.configuration.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.configuration.value.HypervisorAddressFormat;
import lab.tripleo.configuration.value.SubnetFormat;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.Hypervisor.LibvirtScope;
import lab.tripleo.model.Hypervisor.VirtType;

/** The keys of {@code configuration/environment}, in the order in which the file shows them. */
public enum EnvironmentKey {
  LAB_NAME(
      "tripleo-lab",
      ValueFormats.matching(
          "[A-Za-z0-9][A-Za-z0-9-]{0,31}",
          "bad-lab-name",
          "a lab's name: 1 to 32 letters, digits and '-'")),
  HYPERVISOR_ADDRESS("sandbox", HypervisorAddressFormat.FORMAT),
  HYPERVISOR_PLATFORM("auto", Shared.CATALOGUE_NAME),
  HYPERVISOR_CONTROL_PLANE_INTERFACE("auto", ValueFormats.NETWORK_INTERFACE.orEmpty()),
  LIBVIRT_SCOPE("session", ValueFormats.oneOf(LibvirtScope.values(), LibvirtScope::word)),
  VIRT_TYPE("auto", ValueFormats.oneOf(VirtType.values(), VirtType::word)),
  OPENSTACK_CONTROL_PLANE_SUBNET("192.168.24.0/24", SubnetFormat.FORMAT),
  NAMESERVER("", ValueFormats.IP_ADDRESS.orEmpty()),
  TRIPLEO_RELEASE("auto", Shared.CATALOGUE_NAME),
  TRIPLEO_IMAGE_URL("", ValueFormats.IMAGE_URL.orEmpty()),
  TRIPLEO_IMAGE_SHA256("", ValueFormats.SHA256.orEmpty()),
  TRIPLEO_DISK_SIZE(
      "60G", ValueFormats.matching("[1-9][0-9]{0,4}[MGT]", "bad-size", "a size such as 60G")),
  TRIPLEO_BOOT_LIMIT("900", ValueFormats.seconds(900)),
  TRIPLEO_INSTALL_LIMIT("7200", ValueFormats.seconds(7200)),
  TRIPLEO_CONTAINER_TAG("", Shared.CONTAINER_TAG),
  CEPH_CONTAINER_TAG("", Shared.CONTAINER_TAG),
  TRIPLEO_DLRN_HASH(
      "",
      ValueFormats.matching("[0-9a-fA-F]{32}", "bad-hash", "a DLRN hash: 32 hexadecimal digits")
          .map(it -> it.toLowerCase(Locale.ROOT))
          .orEmpty()),
  VIRTUALBMC_VERSION(
      "auto",
      ValueFormats.matching(
              "[0-9]{1,6}(\\.[0-9]{1,6}){0,3}((a|b|rc)[0-9]{1,6})?(\\.post[0-9]{1,6})?"
                  + "(\\.dev[0-9]{1,6})?",
              "bad-version",
              "a version such as 3.2.0")
          .or("auto")),
  TIMEZONE("UTC", ValueFormats.TIME_ZONE),
  HTTP_PROXY("", ValueFormats.WEB_URL.orEmpty()),
  HTTPS_PROXY("", ValueFormats.WEB_URL.orEmpty()),
  NO_PROXY(
      "",
      ValueFormats.matching(
              "(?!,)(?!.*,,)(?!.*,$)[A-Za-z0-9_.:/*\\[\\],-]+",
              "bad-no-proxy",
              "a list of hosts, .domains and networks, separated by ','")
          .orEmpty()),
  CA_BUNDLE("", ValueFormats.PATH.orEmpty()),
  PYPI_INDEX_URL("", ValueFormats.WEB_URL.orEmpty()),
  RDO_MIRROR("", Shared.MIRROR),
  CENTOS_MIRROR("", Shared.MIRROR);

  /** The word that leaves a choice to the program. */
  public static final String AUTO = "auto";

  private final String defaultValue;

  @SuppressWarnings("ImmutableEnumChecker") // formats are functions without state
  private final ValueFormat<?> format;

  EnvironmentKey(String defaultValue, ValueFormat<?> format) {
    this.defaultValue = defaultValue;
    this.format = format;
  }

  /** The key of that name; absent when there is none. */
  static Optional<EnvironmentKey> of(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(EnvironmentKey::name).toList();
  }

  /** The value when the file does not set it. */
  public String defaultValue() {
    return defaultValue;
  }

  public ValueFormat<?> format() {
    return format;
  }

  /** Formats of several keys; the constants of an enum cannot use its own static fields. */
  private static final class Shared {
    static final ValueFormat<String> CATALOGUE_NAME =
        ValueFormats.matching(
                "[a-z0-9][a-z0-9.-]{0,63}",
                "bad-name",
                "a name: small letters, digits, '.' and '-'")
            .or("auto");
    static final ValueFormat<String> CONTAINER_TAG =
        ValueFormats.matching(
                "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}",
                "bad-tag",
                "a tag of a container image: letters, digits, '_', '.' and '-'")
            .orEmpty();
    static final ValueFormat<String> MIRROR =
        ValueFormats.WEB_URL.map(it -> it.replaceFirst("/+$", "")).orEmpty();

    private Shared() {}
  }
}
