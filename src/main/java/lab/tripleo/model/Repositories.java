package lab.tripleo.model;

import java.util.List;

/** The source of a release's packages. */
public sealed interface Repositories {

  /** The word by which the catalogue and the templates know the kind. */
  String kind();

  /** Streams of modules to enable, each as {@code NAME:STREAM}. */
  default List<String> modules() {
    return List.of();
  }

  /** Packages that a repository must not provide. */
  default List<Exclusion> exclusions() {
    return List.of();
  }

  /** Packages to install before all others, each as {@code NAME-VERSION-RELEASE}. */
  default List<String> pinnedPackages() {
    return List.of();
  }

  /** Whether a state of RDO's repositories can be pinned by its hash. */
  default boolean takesDlrnHash() {
    return false;
  }

  /**
   * What a repository must not provide.
   *
   * @param file in /etc/yum.repos.d
   * @param repository its section there
   * @param packages names, with wildcards
   */
  record Exclusion(String file, String repository, List<String> packages) {
    public Exclusion {
      packages = List.copyOf(packages);
    }
  }

  /**
   * RDO's repositories, written by the program tripleo-repos.
   *
   * @param branch such as {@code wallaby}
   * @param distro {@code centos7}, {@code centos8} or {@code centos9}
   * @param stream whether the machine has CentOS Stream 8 in the place of CentOS Linux 8
   * @param names the repositories that tripleo-repos knows: one of RDO's promoted states, such as
   *     {@code current-tripleo}, and others
   * @param tool the folder of the package of tripleo-repos, below RDO's address
   * @param vault whether CentOS's mirrors have dropped this system, so that its packages are on
   *     vault.centos.org only
   */
  record TripleoRepos(
      String branch,
      String distro,
      boolean stream,
      List<String> names,
      String tool,
      boolean vault,
      List<String> modules,
      List<Exclusion> exclusions,
      List<String> pinnedPackages)
      implements Repositories {
    public TripleoRepos {
      names = List.copyOf(names);
      modules = List.copyOf(modules);
      exclusions = List.copyOf(exclusions);
      pinnedPackages = List.copyOf(pinnedPackages);
    }

    @Override
    public String kind() {
      return "tripleo-repos";
    }

    /** The states of CentOS 7's branches have no hash: they came before RDO's components. */
    @Override
    public boolean takesDlrnHash() {
      return !distro.equals("centos7");
    }

    /** The promoted state whose packages are taken. */
    public String tag() {
      return names.stream().filter(it -> it.startsWith("current")).findFirst().orElse("current");
    }
  }

  /**
   * Red Hat's, for a machine that is registered.
   *
   * @param rhelRelease that the machine stays on, such as {@code 9.2}
   * @param ids of the repositories
   */
  record Subscription(String rhelRelease, List<String> ids, List<String> modules)
      implements Repositories {
    public Subscription {
      ids = List.copyOf(ids);
      modules = List.copyOf(modules);
    }

    @Override
    public String kind() {
      return "subscription";
    }
  }

  /** The repositories of the machine's own distribution. */
  record Distribution() implements Repositories {
    @Override
    public String kind() {
      return "distribution";
    }
  }
}
