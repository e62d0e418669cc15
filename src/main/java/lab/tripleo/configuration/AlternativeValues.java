package lab.tripleo.configuration;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.value.SubnetFormat;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;

/**
 * Other values that a key of {@code environment} could have; some do not fit the other keys.
 *
 * @param platforms names in the catalogue
 * @param releases the same
 */
record AlternativeValues(List<String> platforms, List<String> releases) {
  private static final String WEB = "http://192.0.2.1:3128";

  /** For a choice between words all the others; else one other value, and the empty one. */
  List<String> of(EnvironmentKey key, String value) {
    return samples(key, value).filter(it -> !it.equals(value)).toList();
  }

  private Stream<String> samples(EnvironmentKey key, String value) {
    return switch (key) {
      case LAB_NAME -> Stream.of("another-lab");
      case HYPERVISOR_ADDRESS -> Stream.of("sandbox", "192.0.2.1");
      case HYPERVISOR_PLATFORM -> platforms.stream();
      case HYPERVISOR_CONTROL_PLANE_INTERFACE -> Stream.of("", EnvironmentKey.AUTO, "eth9");
      case LIBVIRT_SCOPE -> Stream.of("session", "system");
      case VIRT_TYPE -> Stream.of(EnvironmentKey.AUTO, "kvm", "qemu");
      case OPENSTACK_CONTROL_PLANE_SUBNET ->
          SubnetFormat.FORMAT.parse(value).value().stream().flatMap(AlternativeValues::subnets);
      case NAMESERVER -> Stream.of("", "192.0.2.53");
      case TRIPLEO_RELEASE -> releases.stream();
      case TRIPLEO_IMAGE_URL -> Stream.of("", "https://example.com/other.qcow2");
      case TRIPLEO_IMAGE_SHA256 -> Stream.of("", "f".repeat(64));
      case TRIPLEO_DISK_SIZE -> Stream.of("61G", "62G");
      case TRIPLEO_BOOT_LIMIT, TRIPLEO_INSTALL_LIMIT -> Stream.of("1234");
      case TRIPLEO_CONTAINER_TAG, CEPH_CONTAINER_TAG -> Stream.of("", "another-tag");
      case TRIPLEO_DLRN_HASH -> Stream.of("", "f".repeat(32));
      case VIRTUALBMC_VERSION -> Stream.of(EnvironmentKey.AUTO, "1.0.0");
      case TIMEZONE -> Stream.of("UTC", "Europe/Berlin");
      case NO_PROXY -> Stream.of("", "192.0.2.1");
      case CA_BUNDLE -> Stream.of(""); // another file would have to exist
      case HTTP_PROXY, HTTPS_PROXY, PYPI_INDEX_URL, RDO_MIRROR, CENTOS_MIRROR -> Stream.of("", WEB);
    };
  }

  /** Subnets of other sizes around the same addresses, which undercloud.conf contains too. */
  private static Stream<String> subnets(Subnet subnet) {
    IpAddress address = subnet.network();
    return IntStream.of(subnet.prefix() + 1, subnet.prefix() - 1)
        .filter(it -> it >= SubnetFormat.SHORTEST_PREFIX && it <= SubnetFormat.LONGEST_PREFIX)
        .mapToObj(it -> Subnet.containing(address, it).toString());
  }
}
