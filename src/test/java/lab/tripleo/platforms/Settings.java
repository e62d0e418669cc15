package lab.tripleo.platforms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings that decide which tasks there are, each besides those that every lab needs.
 *
 * @param name how the table calls them; empty for none
 */
record Settings(String name, Map<String, String> lines) {
  /** What the second interface of most test machines is called. */
  static final String SECOND_INTERFACE = "eth1";

  private static final Map<String, String> CLOSED_NETWORK =
      Map.of(
          "HTTP_PROXY", "http://proxy.example.com:3128",
          "HTTPS_PROXY", "http://proxy.example.com:3128",
          "NO_PROXY", "example.com",
          "CA_BUNDLE", "configuration/company.pem",
          "PYPI_INDEX_URL", "https://pypi.example.com/simple",
          "RDO_MIRROR", "https://rdo.example.com",
          "CENTOS_MIRROR", "https://centos.example.com");

  /** In this order: a task belongs to the first that brings it. */
  static final List<Settings> ALL =
      List.of(
          new Settings("", Map.of()),
          new Settings("closed network", CLOSED_NETWORK),
          new Settings("system scope", Map.of("LIBVIRT_SCOPE", "system")),
          new Settings("no second NIC", Map.of("HYPERVISOR_CONTROL_PLANE_INTERFACE", "")),
          new Settings("VIRT_TYPE=kvm", Map.of("VIRT_TYPE", "kvm")),
          new Settings("VIRT_TYPE=qemu", Map.of("VIRT_TYPE", "qemu")),
          new Settings("TRIPLEO_DLRN_HASH", Map.of("TRIPLEO_DLRN_HASH", "0".repeat(32))),
          new Settings(
              "another image",
              Map.of(
                  "TRIPLEO_IMAGE_URL",
                  "https://images.example.com/tripleo.qcow2",
                  "TRIPLEO_IMAGE_SHA256",
                  "1".repeat(64))));

  private static final Settings SEVERAL =
      new Settings(
          "several",
          Stream.of(CLOSED_NETWORK, Map.of("VIRT_TYPE", "kvm", "TRIPLEO_DLRN_HASH", "0".repeat(32)))
              .flatMap(it -> it.entrySet().stream())
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

  /** For as few labs as it takes to have all tasks. */
  static final List<Settings> RICHEST_FIRST =
      Stream.concat(Stream.of(SEVERAL), ALL.stream()).toList();

  /** The lab of this platform and release with these settings, as configuration/environment. */
  Map<String, String> of(String platform, String release) {
    Map<String, String> all = new LinkedHashMap<>();
    if (!release.equals("simulated")) {
      all.put("HYPERVISOR_ADDRESS", "hypervisor.example.com");
    }
    all.put("HYPERVISOR_PLATFORM", platform);
    all.put("TRIPLEO_RELEASE", release);
    all.put("HYPERVISOR_CONTROL_PLANE_INTERFACE", SECOND_INTERFACE);
    if (release.startsWith("rhosp-")) {
      all.put("TRIPLEO_IMAGE_URL", "/srv/images/rhel-kvm.qcow2");
    }
    all.putAll(lines);
    return all;
  }
}
