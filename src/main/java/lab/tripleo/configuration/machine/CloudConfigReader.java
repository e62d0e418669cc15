package lab.tripleo.configuration.machine;

import java.util.Optional;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.format.YamlMapping.Text;
import lab.tripleo.configuration.format.YamlReader;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;

/**
 * Reads cloud-config: the user's part of the virtual machine's user data. cloud-init silently
 * ignores unknown keys, so they are warnings here.
 */
record CloudConfigReader(SourceFile file, Replacement replacement, Problems problems) {
  private static final String FIRST_LINE = "#cloud-config";

  /** The settings in canonical YAML, without the first line; empty when there are none. */
  String read() {
    if (!file.text().lines().findFirst().orElse("").stripTrailing().equals(FIRST_LINE)) {
      problems.error(
          "not-cloud-config",
          file.at(0),
          "the first line is not " + FIRST_LINE,
          "without it cloud-init ignores the file");
      return "";
    }
    YamlReader reader = new YamlReader(file, replacement, problems);
    Optional<YamlMapping> mapping = isEmpty() ? Optional.empty() : reader.read();
    mapping.ifPresent(it -> it.keys().forEach(this::key));
    return mapping.map(it -> reader.canonical()).orElse("");
  }

  private boolean isEmpty() {
    return file.text().lines().allMatch(it -> it.isBlank() || it.stripLeading().startsWith("#"));
  }

  private void key(Text key) {
    String name = key.value();
    if (name.equals("network")) {
      problems.error(
          "network-in-user-data",
          key.at(),
          "cloud-init ignores 'network' in this file",
          "the program writes network-config for both interfaces; set a name server with NAMESERVER in environment");
    } else if (CloudConfigKeys.OURS.containsKey(name)) {
      problems.error(
          "not-yours-to-set",
          key.at(),
          "'" + name + "' is set by the program",
          CloudConfigKeys.OURS.get(name));
    } else if (!CloudConfigKeys.KNOWN.contains(name)) {
      problems.warning(
          "unknown-cloud-config-key",
          key.at(),
          "unknown cloud-config key " + Wording.quote(name),
          Wording.didYouMean(
              name, CloudConfigKeys.names(), "cloud-init ignores keys that it does not know"));
    }
  }
}
