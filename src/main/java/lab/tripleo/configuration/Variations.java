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
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs;

/**
 * Finds out what each line of the configuration decides, by letting one at a time say something
 * else. It needs to know nothing of what becomes of a value on its way, and it also sees what a
 * line decides without its value showing anywhere.
 */
final class Variations {
  private final Path labFolder;
  private final AnsiblePins ansible;
  private final Lab lab;
  private final String platform;
  private final FoundPlatform found;
  private final SourceFiles files;
  private final Optional<Catalogue> catalogue;

  /**
   * @param ansible knows what runs the playbooks
   * @param lab what the configuration gives as it is, without an error
   * @param rememberedPlatform what it gave that for
   */
  Variations(
      Path labFolder, AnsiblePins ansible, Lab lab, Optional<FoundPlatform> rememberedPlatform) {
    this.labFolder = labFolder;
    this.ansible = ansible;
    this.lab = lab;
    this.platform = lab.hypervisor().platform().name();
    this.found =
        rememberedPlatform
            .filter(it -> it.name().equals(platform))
            .orElse(new FoundPlatform(platform, Optional.empty()));
    this.files = new SourceFiles(labFolder, new Problems());
    this.catalogue = new LabReader(labFolder, ansible).catalogue().value();
  }

  /** The lines that decide something, in reading order. */
  List<Setting> settings() {
    Stream<Setting> environment =
        files.read(ConfigurationFiles.ENVIRONMENT).stream().flatMap(this::environment);
    Stream<Setting> others =
        Stream.of(
                ConfigurationFiles.network(NatNetworkReader.NAME),
                ConfigurationFiles.network(BridgeNetworkReader.NAME),
                ConfigurationFiles.VIRT_INSTALL,
                ConfigurationFiles.CLOUD_INIT,
                ConfigurationFiles.UNDERCLOUD_CONF,
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

  private Stream<Setting> environment(SourceFile file) {
    Environment environment = new EnvironmentReader(file, new Problems()).read();
    OtherValues values =
        new OtherValues(names(ConfigurationFiles.PLATFORMS), names(ConfigurationFiles.RELEASES));
    return Arrays.stream(EnvironmentKey.values())
        .map(key -> key(key, environment, values, file))
        .flatMap(Optional::stream);
  }

  private Optional<Setting> key(
      EnvironmentKey key, Environment environment, OtherValues values, SourceFile file) {
    int line = environment.at(key).line();
    String value = environment.text(key);
    List<Lab> otherwise = new ArrayList<>();
    for (String other : values.of(key, value)) {
      String entry = key + "=" + other;
      String text = line > 0 ? with(file, line, entry) : file.text() + "\n" + entry;
      List<SourceFile> instead = new ArrayList<>(List.of(new SourceFile(file.path(), text)));
      if (key == EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET) {
        withPrefix(value, other).ifPresent(instead::add);
      }
      Optional<Lab> lab = other(instead, Optional.empty());
      if (lab.isEmpty() && key == EnvironmentKey.HYPERVISOR_PLATFORM) {
        lab = other(List.of(withAnyRelease(instead.get(0), environment)), Optional.empty());
      }
      lab.ifPresent(otherwise::add);
    }
    String text = line > 0 ? file.line(line).strip() : key + " is not set";
    return setting(new SourceLocation(file.path(), line, 0), text, otherwise);
  }

  /** A platform on which the lab's release does not run still decides on what is generated. */
  private static SourceFile withAnyRelease(SourceFile file, Environment environment) {
    int line = environment.at(EnvironmentKey.TRIPLEO_RELEASE).line();
    String entry = EnvironmentKey.TRIPLEO_RELEASE + "=" + EnvironmentKey.AUTO;
    return line > 0 ? new SourceFile(file.path(), with(file, line, entry)) : file;
  }

  /** The addresses in undercloud.conf have the length of the subnet's prefix with them. */
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

  /** Each line is a matter of milliseconds, but there are hundreds. */
  private List<Setting> lines(SourceFile file) {
    return IntStream.rangeClosed(1, (int) file.text().lines().count())
        .parallel()
        .mapToObj(it -> line(file, it))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Setting> line(SourceFile file, int number) {
    LineMutations others = new LineMutations(file, number);
    List<Lab> otherwise = new ArrayList<>();
    others.words().forEach(it -> first(file, number, it).ifPresent(otherwise::add));
    if (otherwise.isEmpty()) {
      first(file, number, others.whole()).ifPresent(otherwise::add);
    }
    return setting(
        new SourceLocation(file.path(), number, 0), file.line(number).strip(), otherwise);
  }

  private static Optional<Setting> setting(SourceLocation at, String text, List<Lab> otherwise) {
    return otherwise.isEmpty() ? Optional.empty() : Optional.of(new Setting(at, text, otherwise));
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
    return other(List.of(new SourceFile(file.path(), text)), catalogue);
  }

  /** The same with several files, and what the catalogue says besides. */
  private Optional<Lab> other(List<SourceFile> instead, Optional<Catalogue> known) {
    return new LabReader(labFolder, ansible, instead, known)
        .lab(Optional.of(found), false)
        .value()
        .filter(it -> !it.equals(lab));
  }
}
