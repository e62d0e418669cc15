package lab.tripleo.configuration.environment;

import java.util.Arrays;
import java.util.List;

/** The keys of {@code configuration/environment}, in the order in which the file shows them. */
public enum EnvironmentKey {
  LAB_NAME(
      "tripleo-lab",
      "marks everything that is made for this lab",
      Forms.matching(
          "[A-Za-z0-9][A-Za-z0-9-]{0,31}",
          "bad-lab-name",
          "a lab's name: 1 to 32 letters, digits and '-'")),
  HYPERVISOR_ADDRESS("sandbox", "where the hypervisor is", Addresses::flaw),
  HYPERVISOR_PLATFORM(
      "auto", "the hypervisor's operating system, a name of the catalogue", Values.CATALOGUE_NAME),
  HYPERVISOR_CONTROL_PLANE_INTERFACE(
      "auto", "the hypervisor's second NIC", ((Form) Forms::networkInterface).orEmpty()),
  LIBVIRT_SCOPE("session", "whose libvirt runs the machines", Forms.oneOf("session", "system")),
  VIRT_TYPE("auto", "how machines are run", Forms.oneOf("auto", "kvm", "qemu")),
  OPENSTACK_CONTROL_PLANE_SUBNET(
      "192.168.24.0/24", "the network on which OpenStack provisions its nodes", Forms::subnet),
  NAMESERVER("", "name server of the lab's machines", ((Form) Forms::address).orEmpty()),
  TRIPLEO_RELEASE("auto", "what is installed, a name of the catalogue", Values.CATALOGUE_NAME),
  TRIPLEO_IMAGE_URL(
      "", "the disk image of the tripleo machine", ((Form) Forms::imageUrl).orEmpty()),
  TRIPLEO_IMAGE_SHA256("", "the image's checksum", ((Form) Forms::sha256).orEmpty()),
  TRIPLEO_DISK_SIZE(
      "60G",
      "the size of the tripleo machine's disk",
      Forms.matching("[1-9][0-9]{0,4}[MGT]", "bad-size", "a size such as 60G")),
  TRIPLEO_BOOT_LIMIT(
      "900",
      "how long the tripleo machine may take to answer, in seconds",
      Forms.matching(
          "[1-9][0-9]{1,4}", "bad-limit", "a number of seconds from 10 to 99999, such as 900")),
  TRIPLEO_INSTALL_LIMIT(
      "7200",
      "how long the installation of the undercloud may take, in seconds",
      Forms.matching(
          "[1-9][0-9]{1,4}", "bad-limit", "a number of seconds from 10 to 99999, such as 7200")),
  TRIPLEO_CONTAINER_TAG("", "tag of TripleO's container images", Values.CONTAINER_TAG.orEmpty()),
  CEPH_CONTAINER_TAG("", "tag of Ceph's container image", Values.CONTAINER_TAG.orEmpty()),
  TRIPLEO_DLRN_HASH(
      "",
      "the state of RDO's repositories that is installed",
      Forms.matching("[0-9a-fA-F]{32}", "bad-hash", "a hash of DLRN's: 32 hexadecimal digits")
          .orEmpty()),
  VIRTUALBMC_VERSION(
      "auto",
      "version of VirtualBMC",
      Forms.matching(
              "[0-9]{1,6}(\\.[0-9]{1,6}){0,3}((a|b|rc)[0-9]{1,6})?(\\.post[0-9]{1,6})?"
                  + "(\\.dev[0-9]{1,6})?",
              "bad-version",
              "a version such as 3.2.0")
          .or("auto")),
  TIMEZONE("UTC", "time zone of the hypervisor and the machines", Forms::timeZone),
  HTTP_PROXY("", "proxy for http", ((Form) Forms::webUrl).orEmpty()),
  HTTPS_PROXY("", "proxy for https", ((Form) Forms::webUrl).orEmpty()),
  NO_PROXY(
      "",
      "what is reached without a proxy",
      Forms.matching(
              "(?!,)(?!.*,,)(?!.*,$)[A-Za-z0-9_.:/*\\[\\],-]+",
              "bad-no-proxy",
              "a list of hosts, .domains and networks with ',' between them")
          .orEmpty()),
  CA_BUNDLE("", "certificates to trust besides the usual ones", ((Form) Forms::path).orEmpty()),
  PYPI_INDEX_URL("", "index of Python packages", ((Form) Forms::webUrl).orEmpty()),
  RDO_MIRROR("", "mirror of RDO's repositories", ((Form) Forms::webUrl).orEmpty()),
  CENTOS_MIRROR("", "mirror of CentOS", ((Form) Forms::webUrl).orEmpty());

  /** The word that leaves a choice to the program. */
  public static final String AUTO = "auto";

  private final String defaultValue;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // forms are functions without state
  private final Form form;

  EnvironmentKey(String defaultValue, String description, Form form) {
    this.defaultValue = defaultValue;
    this.description = description;
    this.form = form;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(EnvironmentKey::name).toList();
  }

  /** The value when the file does not set it. */
  public String defaultValue() {
    return defaultValue;
  }

  String description() {
    return description;
  }

  public Form form() {
    return form;
  }

  /** Forms that several keys share; an enum's own constants cannot use its own static fields. */
  private static final class Values {
    static final Form CATALOGUE_NAME =
        Forms.matching(
            "[a-z0-9][a-z0-9.-]{0,63}", "bad-name", "a name: small letters, digits, '.' and '-'");
    static final Form CONTAINER_TAG =
        Forms.matching(
            "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}",
            "bad-tag",
            "a tag of a container image: letters, digits, '_', '.' and '-'");

    private Values() {}
  }
}
