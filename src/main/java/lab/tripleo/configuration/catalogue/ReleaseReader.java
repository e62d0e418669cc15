package lab.tripleo.configuration.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.BootMode;
import lab.tripleo.model.Image;
import lab.tripleo.model.Platform.PackageManager;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.Ceph;
import lab.tripleo.model.Release.Containers;
import lab.tripleo.model.Release.IntrospectionDefaults;
import lab.tripleo.model.Release.Machine;
import lab.tripleo.model.Release.NodeNeeds;
import lab.tripleo.model.Release.NodeSize;
import lab.tripleo.model.Release.OptionType;
import lab.tripleo.model.Release.Undercloud;

/** Reads a file of {@code configuration/releases}, without what only the catalogue needs. */
public final class ReleaseReader {
  private static final ValueFormat<String> SYSTEM =
      ValueFormats.matching("[A-Za-z0-9][A-Za-z0-9. ]{0,63}", "bad-system", "the name of a system");
  private static final ValueFormat<String> OS_VARIANT =
      ValueFormats.matching("[a-z0-9][a-z0-9._-]{0,63}", "bad-os-variant", "a name of osinfo");
  private static final ValueFormat<String> MEMORY =
      ValueFormats.matching(
          "[1-9][0-9]{2,6}", "bad-memory", "a number of MiB, from 100 to 9999999");
  private static final ValueFormat<String> CPU_MODEL =
      ValueFormats.matching("[A-Za-z0-9_-]+", "bad-cpu-model", "a CPU model of libvirt");
  private static final ValueFormat<String> CPUS =
      ValueFormats.matching("[1-9][0-9]{0,2}", "bad-cpus", "a number of CPUs, from 1 to 999");

  /** Nodes that are inspected at the same time. */
  public static final ValueFormat<String> CONCURRENCY =
      ValueFormats.matching("[1-9][0-9]{0,2}", "bad-concurrency", "a number of nodes, 1 to 999");

  /** For the inspection of a node. */
  public static final ValueFormat<String> TIMEOUT =
      ValueFormats.matching("[1-9][0-9]{0,2}", "bad-timeout", "a number of minutes, 1 to 999");

  private static final ValueFormat<String> INTROSPECTION_OPTION =
      ValueFormats.oneOf("concurrency", "node-timeout");
  private static final ValueFormat<String> DISK =
      ValueFormats.matching("[1-9][0-9]{0,4}", "bad-disk", "a size in GiB, from 1 to 99999");

  public static final ValueFormat<String> NAMESPACE =
      ValueFormats.matching(
          "[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9][a-z0-9._-]*)+",
          "bad-namespace",
          "a registry and a path in it, such as quay.io/tripleowallaby");
  private static final ValueFormat<String> REGISTRY =
      ValueFormats.matching("[a-z0-9][a-z0-9.-]{0,252}", "bad-registry", "the name of a registry");
  private static final ValueFormat<String> CONTAINER =
      ValueFormats.matching("[a-z0-9][a-z0-9_-]{0,62}", "bad-container", "the name of a container");
  private static final ValueFormat<String> ANSWER =
      ValueFormats.matching(
          "[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)*", "bad-command", "a command of openstack, in words");
  private static final ValueFormat<String> OPTION =
      ValueFormats.matching("[a-z][a-z0-9_]{0,62}", "bad-option", "the name of an option");

  private final YamlMapping entry;

  ReleaseReader(YamlMapping entry) {
    this.entry = entry;
  }

  /**
   * Reads the release; it is incomplete after an error.
   *
   * @param name name of the file without its ending
   * @param title of the release in the file
   * @param platforms that support it by the file
   */
  Release read(String name, String title, List<String> platforms) {
    return new Release(
        name,
        title,
        platforms,
        machine(entry.mapping("machine")),
        new RepositoriesReader(entry.mapping("repositories")).read(),
        entry.flag("simulated", false),
        entry.values("client-packages", PlatformReader.PACKAGE),
        ceph(entry.mapping("ceph")),
        containers(entry.mapping("containers")),
        undercloud(entry.mapping("undercloud")),
        entry.optionalMapping("nodes").map(ReleaseReader::nodes));
  }

  private static Machine machine(YamlMapping mapping) {
    Machine machine =
        new Machine(
            mapping.text("system", SYSTEM),
            PlatformReader.osRelease(mapping.mapping("os-release")),
            mapping.text("os-variant", OS_VARIANT),
            mapping.text("python", PlatformReader.PATH),
            PlatformReader.pythonVersion(mapping),
            PlatformReader.packageManager(mapping).orElse(PackageManager.DNF),
            number(mapping.text("memory", MEMORY)),
            number(mapping.text("vcpus", CPUS)),
            mapping.optionalText("emulated-cpu", CPU_MODEL),
            mapping.optionalMapping("image").map(ReleaseReader::image));
    mapping.refuseOthers();
    return machine;
  }

  private static int number(String text) {
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static Image image(YamlMapping mapping) {
    Image image =
        new Image(
            mapping.text("url", ValueFormats.IMAGE_URL),
            mapping
                .optionalText("sha256", ValueFormats.SHA256)
                .map(it -> it.toLowerCase(Locale.ROOT)));
    mapping.refuseOthers();
    return image;
  }

  private static Ceph ceph(YamlMapping mapping) {
    Optional<Ceph.Way> way =
        mapping.parsed("way", ValueFormats.oneOf(Ceph.Way.values(), Ceph.Way::word));
    List<String> packages = mapping.values("packages", PlatformReader.PACKAGE);
    mapping.refuseOthers();
    return new Ceph(way.orElse(Ceph.Way.CEPHADM), packages);
  }

  private static Containers containers(YamlMapping mapping) {
    Containers containers =
        new Containers(
            mapping.optionalText("namespace", NAMESPACE),
            mapping.flag("local-push"),
            mapping.optionalText("registry", REGISTRY));
    mapping.refuseOthers();
    return containers;
  }

  private static Undercloud undercloud(YamlMapping mapping) {
    Undercloud undercloud =
        new Undercloud(
            number(mapping.text("least-memory", MEMORY)),
            mapping.values("containers", CONTAINER),
            answers(mapping.mapping("answers")),
            options(mapping.mapping("options")),
            options(mapping.mapping("subnet-options")));
    mapping.refuseOthers();
    return undercloud;
  }

  private static NodeNeeds nodes(YamlMapping mapping) {
    NodeNeeds needs =
        new NodeNeeds(
            mapping
                .parsed("boot-mode", ValueFormats.oneOf(BootMode.values(), BootMode::word))
                .orElse(BootMode.UEFI),
            number(mapping.text("least-memory", MEMORY)),
            number(mapping.text("least-disk", DISK)),
            nodeSize(mapping.mapping("controller")),
            nodeSize(mapping.mapping("others")),
            introspection(mapping.mapping("introspection")));
    mapping.refuseOthers();
    return needs;
  }

  private static IntrospectionDefaults introspection(YamlMapping mapping) {
    IntrospectionDefaults defaults =
        new IntrospectionDefaults(
            number(mapping.text("concurrency", CONCURRENCY)),
            number(mapping.text("timeout", TIMEOUT)),
            mapping.optionalValues("options", INTROSPECTION_OPTION));
    mapping.refuseOthers();
    return defaults;
  }

  private static NodeSize nodeSize(YamlMapping mapping) {
    NodeSize size =
        new NodeSize(
            number(mapping.text("cpus", CPUS)),
            number(mapping.text("memory", MEMORY)),
            number(mapping.text("disk", DISK)));
    mapping.refuseOthers();
    return size;
  }

  private static SortedMap<String, String> answers(YamlMapping mapping) {
    SortedMap<String, String> answers = new TreeMap<>();
    for (YamlMapping.Text service : mapping.keys()) {
      answers.put(service.value(), mapping.text(service.value(), ANSWER));
    }
    return answers;
  }

  private static Map<String, OptionType> options(YamlMapping mapping) {
    Map<String, OptionType> options = new HashMap<>();
    for (OptionType type : OptionType.values()) {
      mapping.optionalValues(type.word(), OPTION).forEach(it -> options.put(it, type));
    }
    mapping.refuseOthers();
    return options;
  }
}
