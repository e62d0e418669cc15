package lab.tripleo.configuration.source;

import java.nio.file.Path;

/** Where the user's files are, relative to the lab folder. */
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

  /** Written by the program, and read like the files of the user. */
  public static final Path LOCK = Path.of("tripleo-lab.lock");

  public static final String YAML = ".yaml";

  private ConfigurationFiles() {}

  public static Path network(String name) {
    return NETWORKS.resolve(name + ".xml");
  }
}
