package lab.tripleo.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of the undercloud, as TripleO's client reads them.
 *
 * @param sections in the order of the file; the first is {@link #DEFAULT}
 */
public record UndercloudConf(List<Section> sections) {
  /** The section of the undercloud itself; each other one is a subnet's. */
  public static final String DEFAULT = "DEFAULT";

  /** The client's default of {@code local_ip}. */
  public static final String DEFAULT_LOCAL_IP = "192.168.24.1/24";

  /** The client's default of {@code undercloud_public_host}. */
  public static final String DEFAULT_PUBLIC_HOST = "192.168.24.2";

  /** The client's default of {@code undercloud_admin_host}. */
  public static final String DEFAULT_ADMIN_HOST = "192.168.24.3";

  public UndercloudConf {
    sections = List.copyOf(sections);
  }

  /** The options below one {@code [name]}. */
  public record Section(String name, List<Option> options) {
    public Section {
      options = List.copyOf(options);
    }
  }

  /**
   * One option.
   *
   * @param value on one line; oslo.config replaces {@code $name} in it
   */
  public record Option(String name, String value) {}

  /** The value of an option; absent when the file does not set it. */
  public Optional<String> option(String section, String name) {
    return sections.stream()
        .filter(it -> it.name().equals(section))
        .flatMap(it -> it.options().stream())
        .filter(it -> it.name().equals(name))
        .map(Option::value)
        .findFirst();
  }

  /** The undercloud's address on the network that it provisions, with its prefix length. */
  public String localIp() {
    return option(DEFAULT, "local_ip").orElse(DEFAULT_LOCAL_IP);
  }

  /** The addresses of its services; no client may use a proxy for them. */
  public List<String> hosts() {
    return List.of(
        localIp().replaceFirst("/.*", ""),
        option(DEFAULT, "undercloud_public_host").orElse(DEFAULT_PUBLIC_HOST),
        option(DEFAULT, "undercloud_admin_host").orElse(DEFAULT_ADMIN_HOST));
  }

  /** Whether a service is installed, as far as this file decides that. */
  public boolean enables(String service) {
    return option(DEFAULT, "enable_" + service)
        .filter(it -> List.of("false", "0", "off", "no").contains(it.toLowerCase(Locale.ROOT)))
        .isEmpty();
  }

  /** The file. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Section section : sections) {
      text.append(text.isEmpty() ? "[" : "\n[").append(section.name()).append("]\n");
      section
          .options()
          .forEach(
              it -> text.append((it.name() + " = " + it.value()).stripTrailing()).append('\n'));
    }
    return text.toString();
  }
}
