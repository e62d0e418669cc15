package lab.tripleo.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A TripleO release, as the catalogue describes it.
 *
 * @param name such as {@code wallaby}
 * @param title for people
 * @param platforms names of the hypervisor platforms that take it
 * @param simulated nothing of TripleO is installed, only what goes through the motions
 * @param clientPackages what brings the command {@code openstack}, or what its stand-in needs
 */
public record Release(
    String name,
    String title,
    List<String> platforms,
    Machine machine,
    Repositories repositories,
    boolean simulated,
    List<String> clientPackages,
    Ceph ceph,
    Containers containers,
    Undercloud undercloud) {

  public Release {
    platforms = List.copyOf(platforms);
    clientPackages = List.copyOf(clientPackages);
  }

  /** The same with another image of its machine. */
  public Release withImage(Image image) {
    return with(machine.withImage(image), containers);
  }

  /** The same with its container images from elsewhere; absent: the client's own namespace. */
  public Release withNamespace(Optional<String> namespace) {
    return with(machine, new Containers(namespace, containers.localPush(), containers.registry()));
  }

  private Release with(Machine otherMachine, Containers otherContainers) {
    return new Release(
        name,
        title,
        platforms,
        otherMachine,
        repositories,
        simulated,
        clientPackages,
        ceph,
        otherContainers,
        undercloud);
  }

  /**
   * The virtual machine {@code tripleo}: its system and what it needs.
   *
   * @param system for people, such as {@code CentOS Stream 9}
   * @param osRelease how this system is recognised
   * @param osVariant a name of osinfo, for virt-install
   * @param python the interpreter that Ansible uses in it
   * @param pythonVersion the version of that
   * @param emulatedCpu the processor that libvirt gives it where there is no KVM; absent where any
   *     will do
   * @param image the system's own; absent where nobody can fetch it without a login
   */
  public record Machine(
      String system,
      Platform.OsRelease osRelease,
      String osVariant,
      String python,
      PythonVersion pythonVersion,
      Platform.PackageManager packageManager,
      int memoryMib,
      int vcpus,
      Optional<String> emulatedCpu,
      Optional<Image> image) {

    Machine withImage(Image other) {
      return new Machine(
          system,
          osRelease,
          osVariant,
          python,
          pythonVersion,
          packageManager,
          memoryMib,
          vcpus,
          emulatedCpu,
          Optional.of(other));
    }
  }

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

  /**
   * Where container images come from.
   *
   * @param namespace takes the place of the client's own
   * @param localPush whether they are kept in the undercloud's own registry
   * @param registry one that wants a login
   */
  public record Containers(
      Optional<String> namespace, boolean localPush, Optional<String> registry) {}

  /**
   * What the release's client takes and makes.
   *
   * @param leastMemoryMib below which the installation refuses to begin
   * @param containers names of those that run once it is installed
   * @param answers by service, commands of {@code openstack} that succeed then, words with blanks
   *     between
   * @param options of undercloud.conf, by name
   * @param subnetOptions of a subnet's section
   */
  public record Undercloud(
      int leastMemoryMib,
      List<String> containers,
      SortedMap<String, String> answers,
      Map<String, OptionType> options,
      Map<String, OptionType> subnetOptions) {
    public Undercloud {
      containers = List.copyOf(containers);
      answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
      options = Map.copyOf(options);
      subnetOptions = Map.copyOf(subnetOptions);
    }
  }

  /** What an option of undercloud.conf holds. */
  public enum OptionType {
    STRING,
    LIST,
    BOOLEAN,
    INTEGER,
    /** Whatever it holds: it still works, but something else has taken its place. */
    DEPRECATED;

    /** As written in the catalogue. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
