package lab.tripleo.configuration.source;

import java.nio.file.Path;

/** The paths of the user's files, relative to the lab folder. */
public final class ConfigurationFiles {
  public static final Path ENVIRONMENT = Path.of("configuration", "environment");
  static final Path NETWORKS = Path.of("configuration", "libvirt", "networks");
  public static final Path PLATFORMS = Path.of("configuration", "platforms");
  public static final Path RELEASES = Path.of("configuration", "releases");
  public static final Path VIRT_INSTALL =
      Path.of("configuration", "libvirt", "virt-install", "tripleo.ini");
  public static final Path CLOUD_INIT =
      Path.of("configuration", "libvirt", "cloud-init", "tripleo.yaml");
  public static final Path UNDERCLOUD_CONF = Path.of("configuration", "tripleo", "undercloud.conf");
  public static final Path NODES = Path.of("configuration", "nodes.yaml");

  public static final String YAML = ".yaml";

  private ConfigurationFiles() {}

  public static Path network(String name) {
    return NETWORKS.resolve(name + ".xml");
  }
}
