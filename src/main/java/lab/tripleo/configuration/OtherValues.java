package lab.tripleo.configuration;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.Subnets;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;

/** What a key of {@code environment} could say as well; not all of it goes with the other keys. */
final class OtherValues {
  private static final String WEB = "http://192.0.2.1:3128";

  private final List<String> platforms;
  private final List<String> releases;

  /**
   * @param platforms names that the catalogue knows
   * @param releases the same
   */
  OtherValues(List<String> platforms, List<String> releases) {
    this.platforms = platforms;
    this.releases = releases;
  }

  /** Where the choice is between words, all of them; else one more, and none at all. */
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
      case OPENSTACK_CONTROL_PLANE_SUBNET -> subnets(Subnets.parse(value));
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
      case CA_BUNDLE -> Stream.of(""); // another would have to be there
      case HTTP_PROXY, HTTPS_PROXY, PYPI_INDEX_URL, RDO_MIRROR, CENTOS_MIRROR -> Stream.of("", WEB);
    };
  }

  /** Around the same addresses, which undercloud.conf names too. */
  private static Stream<String> subnets(Subnet subnet) {
    IpAddress address = subnet.network();
    return IntStream.of(subnet.prefix() + 1, subnet.prefix() - 1)
        .filter(it -> it >= Subnets.SHORTEST_PREFIX && it <= Subnets.LONGEST_PREFIX)
        .mapToObj(it -> Subnet.containing(address, it).toString());
  }
}
