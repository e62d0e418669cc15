package lab.tripleo.model;

import java.util.List;
import java.util.Optional;

/**
 * A TripleO release, as the catalogue describes it.
 *
 * @param name such as {@code wallaby}
 * @param title for people
 * @param platforms names of the hypervisor platforms that take it
 * @param clientPackages what brings the command {@code openstack}; empty: a stand-in does
 */
public record Release(
    String name,
    String title,
    List<String> platforms,
    Machine machine,
    Repositories repositories,
    List<String> clientPackages,
    Ceph ceph) {

  public Release {
    platforms = List.copyOf(platforms);
    clientPackages = List.copyOf(clientPackages);
  }

  /** Whether nothing of TripleO is installed, only what goes through the motions. */
  public boolean isSimulated() {
    return clientPackages.isEmpty();
  }

  /**
   * The virtual machine {@code tripleo}: its system and what it needs.
   *
   * @param system for people, such as {@code CentOS Stream 9}
   * @param osRelease how this system is recognised
   * @param osVariant a name of osinfo, for virt-install
   * @param python the interpreter that Ansible uses in it
   * @param image the system's own; absent where nobody can fetch it without a login
   */
  public record Machine(
      String system,
      Platform.OsRelease osRelease,
      String osVariant,
      String python,
      Platform.PackageManager packageManager,
      int memoryMib,
      int vcpus,
      Optional<Image> image) {}

  /**
   * What brings Ceph onto the overcloud.
   *
   * @param packages what is installed for it
   */
  public record Ceph(Way way, List<String> packages) {
    public Ceph {
      packages = List.copyOf(packages);
    }

    /** The program that deploys it. */
    public enum Way {
      CEPH_ANSIBLE("ceph-ansible"),
      CEPHADM("cephadm");

      private final String word;

      Way(String word) {
        this.word = word;
      }

      /** As written in the catalogue. */
      public String word() {
        return word;
      }
    }
  }
}
