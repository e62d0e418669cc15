package lab.tripleo.configuration.pins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.ReleaseReader;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.format.YamlReader;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.PinnedAnsible;

/**
 * Reads {@code tripleo-lab.lock}. The program writes it, but users merge and edit it, so it is
 * checked like their own files.
 */
public final class LockFileReader {
  static final String PYTHONS = "(3\\.[0-9]{1,2}) (or newer|to (3\\.[0-9]{1,2}))";

  private static final String HINT =
      "restore the file from version control; without it, `tripleo-lab generate` uses the"
          + " versions in the catalogue";

  private static final ValueFormat<String> FORMAT =
      ValueFormats.matching("[1-9][0-9]{0,5}", "bad-format", "the number of a format");
  private static final ValueFormat<String> ASKED =
      ValueFormats.matching("(?s).+", "empty-value", "what was requested");
  private static final ValueFormat<String> VERSION =
      ValueFormats.matching(
          "[0-9]{1,6}(\\.[0-9]{1,6}){0,3}(\\.?[a-z]{1,4}[0-9]{1,6}){0,2}",
          "bad-version",
          "a version such as 3.2.0");
  private static final ValueFormat<String> CORE =
      ValueFormats.matching(
          "2\\.[0-9]{1,4}\\.[0-9]{1,4}((a|b|rc)[0-9]{1,4})?",
          "bad-version",
          "a version of ansible-core, such as 2.19.14");
  private static final ValueFormat<String> PYTHON =
      ValueFormats.matching(PYTHONS, "bad-version", "such as '3.11 or newer' or '3.10 to 3.12'");

  private final SourceFiles files;
  private final Problems problems;

  public LockFileReader(SourceFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** By the name of an input, its keys with their formats. */
  private static Map<String, Map<String, ValueFormat<?>>> format() {
    Map<String, Map<String, ValueFormat<?>>> format = new LinkedHashMap<>();
    format.put("release", Map.of("name", EnvironmentKey.TRIPLEO_RELEASE.format()));
    format.put("image", keys("url", ValueFormats.IMAGE_URL, "sha256", open(ValueFormats.SHA256)));
    format.put("repositories", Map.of("hash", open(EnvironmentKey.TRIPLEO_DLRN_HASH.format())));
    Map<String, ValueFormat<?>> containers =
        keys(
            "namespace",
            open(ReleaseReader.NAMESPACE),
            "tag",
            open(EnvironmentKey.TRIPLEO_CONTAINER_TAG.format()));
    containers.put("ceph-tag", open(EnvironmentKey.CEPH_CONTAINER_TAG.format()));
    format.put("containers", containers);
    format.put("virtualbmc", Map.of("version", VERSION));
    Map<String, ValueFormat<?>> ansible = keys("package", VERSION, "core", CORE);
    ansible.put("python", PYTHON);
    PinnedAnsible.COLLECTIONS.forEach(it -> ansible.put(it, VERSION));
    format.put("ansible", ansible);
    return format;
  }

  private static Map<String, ValueFormat<?>> keys(
      String one, ValueFormat<?> format, String other, ValueFormat<?> otherFormat) {
    Map<String, ValueFormat<?>> keys = new LinkedHashMap<>();
    keys.put(one, format);
    keys.put(other, otherFormat);
    return keys;
  }

  private static ValueFormat<?> open(ValueFormat<?> format) {
    return format.or(LockedInputs.NOT_RESOLVED);
  }

  /** The contents; empty after a diagnostic, and when the file is missing. */
  public Optional<LockFile> read() {
    if (!files.exists(LockedInputs.FILE)) {
      return Optional.empty();
    }
    Problems own = new Problems();
    Optional<LockFile> lock =
        files
            .reportingTo(own)
            .read(LockedInputs.FILE)
            .flatMap(it -> new YamlReader(it, Replacement.none(own), own).read())
            .flatMap(it -> lock(it, own));
    problems.addAll(own.withHint(HINT));
    return own.hasErrors() ? Optional.empty() : lock;
  }

  private static Optional<LockFile> lock(YamlMapping mapping, Problems own) {
    Optional<YamlMapping.Text> format = mapping.located("format", FORMAT);
    if (format.filter(it -> !it.value().equals("" + LockedInputs.FORMAT)).isPresent()) {
      own.error(
          "newer-lock",
          format.get().at(),
          "the file has format " + format.get().value() + " of another version of tripleo-lab",
          "this version of tripleo-lab reads format "
              + LockedInputs.FORMAT
              + ": use the version that wrote it, or move the file away and generate again");
      return Optional.empty();
    }
    List<LockFile.Entry> entries = new ArrayList<>();
    format()
        .forEach(
            (name, keys) ->
                mapping.optionalMapping(name).ifPresent(it -> entries.add(entry(name, keys, it))));
    mapping.refuseOthers();
    return Optional.of(new LockFile(entries));
  }

  private static LockFile.Entry entry(
      String name, Map<String, ValueFormat<?>> keys, YamlMapping mapping) {
    String asked = mapping.text("asked", ASKED);
    Map<String, YamlMapping.Text> values = new LinkedHashMap<>();
    keys.forEach(
        (key, format) -> mapping.located(key, format).ifPresent(it -> values.put(key, it)));
    mapping.refuseOthers();
    return new LockFile.Entry(name, asked, values);
  }
}
