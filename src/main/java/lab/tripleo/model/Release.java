package lab.tripleo.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.tripleo.model.pins.PythonVersion;

/**
 * A TripleO release, as the catalogue describes it.
 *
 * @param name such as {@code wallaby}
 * @param title for people
 * @param platforms names of the hypervisor platforms that support it
 * @param simulated whether a simulation is installed instead of TripleO
 * @param clientPackages packages with the command {@code openstack}, or those that its simulation
 *     needs
 * @param nodes of the overcloud; absent in a catalogue that was written before labs had nodes
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
    Undercloud undercloud,
    Optional<NodeNeeds> nodes) {

  public Release {
    platforms = List.copyOf(platforms);
    clientPackages = List.copyOf(clientPackages);
  }

  /** The same with another image of its machine. */
  public Release withImage(Image image) {
    return with(machine.withImage(image), containers);
  }

  /** The same with another namespace of container images; absent: the client's default. */
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
        undercloud,
        nodes);
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
   *     works
   * @param image the system's own; absent where a login is needed to fetch it
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
   * How Ceph is deployed in the overcloud.
   *
   * @param packages those that the deployment needs
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
   * @param namespace replaces the client's default
   * @param localPush whether they are kept in the undercloud's own registry
   * @param registry one that needs a login
   */
  public record Containers(
      Optional<String> namespace, boolean localPush, Optional<String> registry) {}

  /**
   * The undercloud of the release.
   *
   * @param leastMemoryMib below which the installation refuses to start, in MiB
   * @param containers names of those that run after the installation
   * @param answers by service, commands of {@code openstack} that succeed after the installation
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

  /**
   * What the overcloud's nodes need.
   *
   * @param bootMode the default
   * @param leastMemoryMib below which no node can be deployed, in MiB
   * @param leastDiskGib below which no node can be deployed, in GiB
   * @param controller the default size of a controller
   * @param others the default size of the other nodes
   * @param introspection its defaults
   */
  public record NodeNeeds(
      BootMode bootMode,
      int leastMemoryMib,
      int leastDiskGib,
      NodeSize controller,
      NodeSize others,
      IntrospectionDefaults introspection) {
    /** The default size of a node of this role. */
    public NodeSize size(NodeRole role) {
      return role == NodeRole.CONTROLLER ? controller : others;
    }
  }

  /**
   * How the nodes are inspected.
   *
   * @param concurrency the default number of nodes at the same time
   * @param timeoutMinutes the default time limit for a node, in minutes
   * @param options of {@code openstack overcloud node introspect} that the client supports: {@code
   *     concurrency}, {@code node-timeout}
   */
  public record IntrospectionDefaults(int concurrency, int timeoutMinutes, List<String> options) {
    public IntrospectionDefaults {
      options = List.copyOf(options);
    }
  }

  /**
   * The size of a virtual node.
   *
   * @param memoryMib in MiB
   * @param diskGib of each disk, in GiB
   */
  public record NodeSize(int cpus, int memoryMib, int diskGib) {}

  /** What an option of undercloud.conf holds. */
  public enum OptionType {
    STRING,
    LIST,
    BOOLEAN,
    INTEGER,
    /** Of any type: it still works, but another option has replaced it. */
    DEPRECATED;

    /** As written in the catalogue. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
