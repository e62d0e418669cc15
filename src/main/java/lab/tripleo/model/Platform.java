package lab.tripleo.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A hypervisor's operating system, as the catalogue describes it.
 *
 * @param name the catalogue's name, such as {@code debian-12}
 * @param title for people
 * @param osRelease the systems that have this platform
 * @param likely other systems that are likely to work with it
 * @param packages what `prepare` installs, in the package manager's names
 * @param python the interpreter that Ansible uses on the host
 * @param pythonVersion the version of that
 */
public record Platform(
    String name,
    String title,
    OsRelease osRelease,
    List<Likely> likely,
    PackageManager packageManager,
    List<String> packages,
    String python,
    PythonVersion pythonVersion,
    NetworkBackend networkBackend,
    Libvirt libvirt,
    VirtualBmcPackage virtualBmc,
    boolean selinux,
    boolean firewalld) {

  public Platform {
    likely = List.copyOf(likely);
    packages = List.copyOf(packages);
  }

  /** The likely system that matches, reduced to this ID and version. */
  public Optional<Likely> likely(String id, String versionId) {
    return likely.stream()
        .filter(it -> it.osRelease().matches(id, versionId))
        .findFirst()
        .map(it -> new Likely(it.title(), it.osRelease().only(id, versionId)));
  }

  /**
   * Values in /etc/os-release.
   *
   * @param ids accepted values of ID
   * @param versions accepted values of VERSION_ID, or their part before the first dot
   */
  public record OsRelease(List<String> ids, List<String> versions) {
    public OsRelease {
      ids = List.copyOf(ids);
      versions = List.copyOf(versions);
    }

    /** Whether a system matches; the generated playbook asserts the same. */
    public boolean matches(String id, String versionId) {
      return ids.contains(id) && !versionsOf(versionId).isEmpty();
    }

    private OsRelease only(String id, String versionId) {
      return new OsRelease(List.of(id), versionsOf(versionId));
    }

    private List<String> versionsOf(String versionId) {
      return versions.stream()
          .filter(it -> versionId.matches(Pattern.quote(it) + "(\\.[0-9.]+)?"))
          .limit(1)
          .toList();
    }
  }

  /**
   * Systems that are not tested, but have the packages, services and paths of the platform.
   *
   * @param title for people
   */
  public record Likely(String title, OsRelease osRelease) {}

  /** The host's package manager; the words are names of Ansible modules. */
  public enum PackageManager {
    APT,
    DNF,
    YUM;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The program that configures the host's network. */
  public enum NetworkBackend {
    SYSTEMD_NETWORKD("systemd-networkd"),
    NETWORK_MANAGER("NetworkManager"),
    NETWORK_SCRIPTS("network-scripts");

    private final String word;

    NetworkBackend(String word) {
      this.word = word;
    }

    /** As written in the catalogue. */
    public String word() {
      return word;
    }
  }

  /**
   * How virtual machines run there.
   *
   * @param services system units to enable and start
   * @param qemuBinary absolute path
   * @param isoMaker {@code genisoimage} or {@code xorrisofs}, which take the same options
   * @param consoleLog whether its qemu can log a virtual machine's serial console
   * @param uefi firmware for nodes that boot by UEFI; absent if the catalogue has none
   */
  public record Libvirt(
      List<String> services,
      SessionDaemon sessionDaemon,
      BridgeHelper bridgeHelper,
      String qemuBinary,
      String isoMaker,
      boolean consoleLog,
      Optional<Uefi> uefi) {
    public Libvirt {
      services = List.copyOf(services);
    }
  }

  /**
   * UEFI firmware for virtual machines.
   *
   * @param packageName of the system
   * @param code absolute path of the program
   * @param variables absolute path of its initial variables, of which each virtual machine has a
   *     copy
   */
  public record Uefi(String packageName, String code, String variables) {}

  /**
   * The Python distribution {@code virtualbmc} that runs there.
   *
   * @param version the newest that runs with the interpreter
   * @param python the interpreter's absolute path
   * @param with other distributions that must have a certain version, each as {@code name==version}
   */
  public record VirtualBmcPackage(String version, String python, List<String> with) {
    public VirtualBmcPackage {
      with = List.copyOf(with);
    }
  }

  /**
   * The libvirt daemon of a user's session.
   *
   * @param binary absolute path
   * @param socket file name in $XDG_RUNTIME_DIR/libvirt
   * @param userUnits whether systemd runs units of users there
   */
  public record SessionDaemon(String binary, String socket, boolean userUnits) {}

  /**
   * qemu's helper, which connects an unprivileged virtual machine to a bridge.
   *
   * @param configuration absolute path of bridge.conf
   * @param binary absolute path
   * @param statOverride the line for dpkg-statoverride that sets the setuid bit; absent where the
   *     package sets it
   */
  public record BridgeHelper(String configuration, String binary, Optional<String> statOverride) {}
}
