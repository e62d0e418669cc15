package lab.tripleo.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs;

/**
 * Finds what each line of the configuration affects: it gives one line at a time another value and
 * resolves the lab again. So it need not know how a value is used, and it also finds effects in
 * which the value itself does not appear.
 */
final class LineEffectFinder {
  private final DiskFiles disk;
  private final AnsiblePins ansible;
  private final Lab lab;
  private final String platform;
  private final FoundPlatform recognised;
  private final SourceFiles files;
  private final Catalogue catalogue;

  /**
   * @param disk what was read already
   * @param catalogue the same, parsed
   * @param ansible knows what runs the playbooks
   * @param lab what the configuration gives as it is, without an error
   * @param recognised the platform with which it gave that
   */
  LineEffectFinder(
      DiskFiles disk,
      Catalogue catalogue,
      AnsiblePins ansible,
      Lab lab,
      Optional<FoundPlatform> recognised) {
    this.disk = disk;
    this.catalogue = catalogue;
    this.ansible = ansible;
    this.lab = lab;
    this.platform = lab.hypervisor().platform().name();
    this.recognised =
        recognised
            .filter(it -> it.name().equals(platform))
            .orElse(new FoundPlatform(platform, Optional.empty()));
    this.files = new SourceFiles(disk, List.of(), new Problems());
  }

  /** The lines that affect something, in reading order. */
  List<LineEffect> effects() {
    Stream<LineEffect> environment =
        files.read(ConfigurationFiles.ENVIRONMENT).stream().flatMap(this::environment);
    Stream<LineEffect> others =
        Stream.of(
                ConfigurationFiles.network(NatNetworkReader.NAME),
                ConfigurationFiles.network(BridgeNetworkReader.NAME),
                ConfigurationFiles.VIRT_INSTALL,
                ConfigurationFiles.CLOUD_INIT,
                ConfigurationFiles.UNDERCLOUD_CONF,
                ConfigurationFiles.NODES,
                catalogue(ConfigurationFiles.PLATFORMS, platform),
                catalogue(ConfigurationFiles.RELEASES, lab.release().name()),
                LockedInputs.FILE)
            .flatMap(it -> files.read(it).stream())
            .flatMap(it -> lines(it).stream());
    return Stream.concat(environment, others).toList();
  }

  private static Path catalogue(Path folder, String name) {
    return folder.resolve(name + ConfigurationFiles.YAML);
  }

  private Stream<LineEffect> environment(SourceFile file) {
    Environment environment = new EnvironmentReader(file, new Problems()).read();
    AlternativeValues values =
        new AlternativeValues(
            names(ConfigurationFiles.PLATFORMS), names(ConfigurationFiles.RELEASES));
    return Arrays.stream(EnvironmentKey.values())
        .map(key -> key(key, environment, values, file))
        .flatMap(Optional::stream);
  }

  private Optional<LineEffect> key(
      EnvironmentKey key, Environment environment, AlternativeValues values, SourceFile file) {
    int line = environment.at(key).line();
    String value = environment.text(key);
    List<Lab> alternatives = new ArrayList<>();
    for (String other : values.of(key, value)) {
      String entry = key + "=" + other;
      String text = line > 0 ? with(file, line, entry) : file.text() + "\n" + entry;
      List<SourceFile> replacements = new ArrayList<>(List.of(new SourceFile(file.path(), text)));
      if (key == EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET) {
        withPrefix(value, other).ifPresent(replacements::add);
      }
      Optional<Lab> lab = other(replacements, Optional.empty());
      if (lab.isEmpty() && key == EnvironmentKey.HYPERVISOR_PLATFORM) {
        lab = other(List.of(withAnyRelease(replacements.get(0), environment)), Optional.empty());
      }
      lab.ifPresent(alternatives::add);
    }
    String text = line > 0 ? file.line(line).strip() : key + " is not set";
    return setting(new SourceLocation(file.path(), line, 0), text, alternatives);
  }

  /** Another platform needs another release where it does not support the lab's own. */
  private static SourceFile withAnyRelease(SourceFile file, Environment environment) {
    int line = environment.at(EnvironmentKey.TRIPLEO_RELEASE).line();
    String entry = EnvironmentKey.TRIPLEO_RELEASE + "=" + EnvironmentKey.AUTO;
    return line > 0 ? new SourceFile(file.path(), with(file, line, entry)) : file;
  }

  /** The addresses in undercloud.conf repeat the prefix length of the subnet. */
  private Optional<SourceFile> withPrefix(String subnet, String other) {
    String prefix = subnet.substring(subnet.indexOf('/')) + "\\b";
    String instead = other.substring(other.indexOf('/'));
    return files
        .read(ConfigurationFiles.UNDERCLOUD_CONF)
        .map(it -> new SourceFile(it.path(), it.text().replaceAll(prefix, instead)));
  }

  private List<String> names(Path folder) {
    return files.list(folder, ConfigurationFiles.YAML).stream()
        .map(it -> it.substring(0, it.length() - ConfigurationFiles.YAML.length()))
        .toList();
  }

  /** In parallel: each line takes milliseconds, but there are hundreds. */
  private List<LineEffect> lines(SourceFile file) {
    return IntStream.rangeClosed(1, (int) file.text().lines().count())
        .parallel()
        .mapToObj(it -> line(file, it))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<LineEffect> line(SourceFile file, int number) {
    LineMutations others = new LineMutations(file, number);
    List<Lab> alternatives = new ArrayList<>();
    others.words().forEach(it -> first(file, number, it).ifPresent(alternatives::add));
    if (alternatives.isEmpty()) {
      first(file, number, others.whole()).ifPresent(alternatives::add);
    }
    return setting(
        new SourceLocation(file.path(), number, 0), file.line(number).strip(), alternatives);
  }

  private static Optional<LineEffect> setting(
      SourceLocation at, String text, List<Lab> alternatives) {
    return alternatives.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineEffect(at, text, alternatives));
  }

  private Optional<Lab> first(SourceFile file, int number, List<String> lines) {
    return lines.stream().flatMap(it -> other(file, with(file, number, it)).stream()).findFirst();
  }

  private static String with(SourceFile file, int number, String line) {
    String[] lines = file.text().split("\n", -1);
    lines[number - 1] = line;
    return String.join("\n", lines);
  }

  /** The lab with another text of a file; empty when it has errors or changes nothing. */
  private Optional<Lab> other(SourceFile file, String text) {
    return other(List.of(new SourceFile(file.path(), text)), Optional.of(catalogue));
  }

  /** The same with several files; the catalogue is parsed again unless it is known. */
  private Optional<Lab> other(List<SourceFile> replacements, Optional<Catalogue> known) {
    ParsedFiles parsed = ParsedFiles.of(disk, replacements, known);
    return new LabResolver(parsed, parsed.lockFile(), ansible)
        .resolve(Optional.of(recognised))
        .lab()
        .value()
        .filter(it -> !it.equals(lab));
  }
}
