package lab.tripleo.configuration.environment;

import static lab.tripleo.configuration.environment.EnvironmentKey.AUTO;
import static lab.tripleo.configuration.environment.EnvironmentKey.CA_BUNDLE;
import static lab.tripleo.configuration.environment.EnvironmentKey.CENTOS_MIRROR;
import static lab.tripleo.configuration.environment.EnvironmentKey.HTTPS_PROXY;
import static lab.tripleo.configuration.environment.EnvironmentKey.HTTP_PROXY;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_ADDRESS;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_CONTROL_PLANE_INTERFACE;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_PLATFORM;
import static lab.tripleo.configuration.environment.EnvironmentKey.LAB_NAME;
import static lab.tripleo.configuration.environment.EnvironmentKey.LIBVIRT_SCOPE;
import static lab.tripleo.configuration.environment.EnvironmentKey.NAMESERVER;
import static lab.tripleo.configuration.environment.EnvironmentKey.NO_PROXY;
import static lab.tripleo.configuration.environment.EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET;
import static lab.tripleo.configuration.environment.EnvironmentKey.PYPI_INDEX_URL;
import static lab.tripleo.configuration.environment.EnvironmentKey.RDO_MIRROR;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_BOOT_LIMIT;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_SHA256;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_URL;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_INSTALL_LIMIT;
import static lab.tripleo.configuration.environment.EnvironmentKey.VIRT_TYPE;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Hypervisor.LibvirtScope;
import lab.tripleo.model.Hypervisor.VirtType;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.Image;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.SiteNetwork;
import lab.tripleo.model.Subnet;

/** The settings of {@code configuration/environment}: typed, and as text with their places. */
public final class Environment {
  /** The sandbox has a second NIC, to which the container engine gives this name. */
  private static final String SANDBOX_INTERFACE = "eth1";

  private final Set<EnvironmentKey> refused;
  private final Map<EnvironmentKey, Value> values = new EnumMap<>(EnvironmentKey.class);

  /**
   * A value.
   *
   * @param parsed by the format of its key; absent where the text leaves it open
   */
  record Value(String text, Optional<?> parsed, SourceLocation at) {}

  /**
   * @param whole the file, which is the place of the defaults
   * @param given what the file sets; a key that is not here has its default
   * @param refused the keys whose values have errors; they have their defaults
   */
  public Environment(
      SourceLocation whole, Map<EnvironmentKey, Value> given, Set<EnvironmentKey> refused) {
    this.refused = Set.copyOf(refused);
    for (EnvironmentKey key : EnvironmentKey.values()) {
      String text = key.defaultValue();
      values.put(key, new Value(text, key.format().parse(text).value(), whole));
    }
    values.putAll(given);
  }

  /** The value as the file writes it, or the default. */
  public String text(EnvironmentKey key) {
    return value(key).text();
  }

  /** The value of a key that is a text; absent when it is empty or {@code auto}. */
  public Optional<String> given(EnvironmentKey key) {
    return parsed(key, String.class);
  }

  /**
   * Whether the file sets the key to a value that was reported as an error. Nothing should be
   * reported about the default that replaces it.
   */
  public boolean isRefused(EnvironmentKey key) {
    return refused.contains(key);
  }

  /** Where the value is; the file when it does not set the key. */
  public SourceLocation at(EnvironmentKey key) {
    return value(key).at();
  }

  public String labName() {
    return text(LAB_NAME);
  }

  public HypervisorAddress hypervisorAddress() {
    return parsed(HYPERVISOR_ADDRESS, HypervisorAddress.class).orElseThrow();
  }

  /** Whether only the hypervisor itself can tell its platform. */
  public boolean needsPlatformDetection() {
    return given(HYPERVISOR_PLATFORM).isEmpty() && !hypervisorAddress().isSandbox();
  }

  /** The hypervisor's second NIC; absent in a purely virtual lab. */
  public Optional<String> controlPlaneInterface() {
    Optional<String> given = given(HYPERVISOR_CONTROL_PLANE_INTERFACE);
    if (!given.equals(Optional.of(AUTO))) {
      return given;
    }
    return Optional.of(SANDBOX_INTERFACE).filter(it -> hypervisorAddress().isSandbox());
  }

  public LibvirtScope libvirtScope() {
    return parsed(LIBVIRT_SCOPE, LibvirtScope.class).orElseThrow();
  }

  public VirtType virtType() {
    return parsed(VIRT_TYPE, VirtType.class).orElseThrow();
  }

  public Subnet openstackControlPlaneSubnet() {
    return parsed(OPENSTACK_CONTROL_PLANE_SUBNET, Subnet.class).orElseThrow();
  }

  public Optional<IpAddress> nameserver() {
    return parsed(NAMESERVER, IpAddress.class);
  }

  /** The image that replaces the release's own. */
  public Optional<Image> image() {
    return given(TRIPLEO_IMAGE_URL).map(it -> new Image(it, given(TRIPLEO_IMAGE_SHA256)));
  }

  public Duration bootLimit() {
    return parsed(TRIPLEO_BOOT_LIMIT, Duration.class).orElseThrow();
  }

  public Duration installLimit() {
    return parsed(TRIPLEO_INSTALL_LIMIT, Duration.class).orElseThrow();
  }

  public SiteNetwork siteNetwork() {
    return new SiteNetwork(
        given(HTTP_PROXY),
        given(HTTPS_PROXY),
        given(NO_PROXY),
        given(CA_BUNDLE),
        given(PYPI_INDEX_URL),
        given(RDO_MIRROR),
        given(CENTOS_MIRROR));
  }

  private <T> Optional<T> parsed(EnvironmentKey key, Class<T> type) {
    return value(key).parsed().map(type::cast);
  }

  private Value value(EnvironmentKey key) {
    return values.get(key);
  }
}
