package lab.tripleo.configuration;

import java.nio.file.Path;

/** Where the user's files are, relative to the lab folder. */
final class ConfigurationFiles {
  static final Path ENVIRONMENT = Path.of("configuration", "environment");
  static final Path NETWORKS = Path.of("configuration", "libvirt", "networks");
  static final Path PLATFORMS = Path.of("configuration", "platforms");
  static final Path RELEASES = Path.of("configuration", "releases");
  static final Path VIRT_INSTALL =
      Path.of("configuration", "libvirt", "virt-install", "tripleo.ini");
  static final Path CLOUD_INIT = Path.of("configuration", "libvirt", "cloud-init", "tripleo.yaml");
  static final Path UNDERCLOUD_CONF = Path.of("configuration", "tripleo", "undercloud.conf");

  /** Written by the program, read like what the user writes. */
  static final Path LOCK = Path.of("tripleo-lab.lock");

  static final String YAML = ".yaml";

  private ConfigurationFiles() {}

  static Path network(String name) {
    return NETWORKS.resolve(name + ".xml");
  }
}
