package lab.tripleo.configuration.catalogue;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.format.YamlReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ValueError;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Release;

/** Reads {@code configuration/platforms} and {@code configuration/releases}. */
public final class CatalogueReader {
  private static final ValueFormat<String> NAME =
      ValueFormats.matching("[a-z0-9][a-z0-9.-]{0,63}", "bad-name", "a name for the catalogue");
  private static final ValueFormat<String> MONTH =
      ValueFormats.matching("20[0-9]{2}-(0[1-9]|1[0-2])", "bad-month", "a month such as 2021-04");

  private final SourceFiles files;
  private final Replacement replacement;
  private final Optional<Catalogue> known;
  private final Problems problems;

  /**
   * @param known the entries that are not replaced; absent: all files are parsed
   */
  public CatalogueReader(
      SourceFiles files, Replacement replacement, Optional<Catalogue> known, Problems problems) {
    this.files = files;
    this.replacement = replacement;
    this.known = known;
    this.problems = problems;
  }

  public Catalogue read() {
    Catalogue catalogue = new Catalogue();
    for (String name : names(ConfigurationFiles.PLATFORMS)) {
      catalogue.addPlatform(name, platform(name));
    }
    List<String> platforms = catalogue.platformNames();
    for (String name : names(ConfigurationFiles.RELEASES)) {
      catalogue.addRelease(name, release(name, platforms));
    }
    return catalogue;
  }

  private List<String> names(Path folder) {
    for (String other : files.list(folder, ".yml")) {
      problems.error(
          "wrong-ending",
          SourceLocation.of(folder),
          Wording.quote(other) + " has the wrong ending",
          "rename the file: files of the catalogue end in .yaml");
    }
    List<String> names = new ArrayList<>();
    List<String> found = files.list(folder, ConfigurationFiles.YAML);
    if (found.isEmpty()) {
      problems.error(
          "empty-catalogue",
          SourceLocation.of(folder),
          "the folder contains no .yaml file",
          "`tripleo-lab init DIR` creates a lab folder with every file that is needed");
    }
    for (String file : found) {
      String name = file.substring(0, file.length() - ConfigurationFiles.YAML.length());
      Optional<ValueError> error = NAME.error(name);
      error.ifPresent(
          it ->
              problems.error(
                  it.code(),
                  SourceLocation.of(folder),
                  it.message(),
                  "the file's name is the entry's name: small letters, digits, '.' and '-'"));
      if (error.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private Optional<Platform> platform(String name) {
    Path path = ConfigurationFiles.PLATFORMS.resolve(name + ConfigurationFiles.YAML);
    if (known.isPresent() && !files.isReplaced(path)) {
      return known.get().platform(name);
    }
    Problems own = new Problems();
    Optional<Platform> platform = mapping(path, own).map(it -> new PlatformReader(it).read(name));
    problems.addAll(own);
    return own.hasErrors() ? Optional.empty() : platform;
  }

  private Optional<Catalogue.Entry> release(String name, List<String> platforms) {
    Path path = ConfigurationFiles.RELEASES.resolve(name + ConfigurationFiles.YAML);
    if (known.isPresent() && !files.isReplaced(path)) {
      return known.get().entry(name);
    }
    Problems own = new Problems();
    Optional<Catalogue.Entry> entry =
        mapping(path, own).flatMap(it -> entry(name, it, platforms, own));
    problems.addAll(own);
    return own.hasErrors() ? Optional.empty() : entry;
  }

  private Optional<YamlMapping> mapping(Path path, Problems own) {
    SourceFiles source = files.reportingTo(own);
    return source
        .read(path)
        .flatMap(it -> new YamlReader(it, replacement.reportingTo(own), own).read());
  }

  private static Optional<Catalogue.Entry> entry(
      String name, YamlMapping mapping, List<String> platforms, Problems own) {
    String title = mapping.text("title", PlatformReader.TITLE);
    String released = mapping.text("released", MONTH);
    boolean subscription = mapping.flag("subscription");
    List<YamlMapping.Text> supported = mapping.texts("platforms", NAME);
    List<String> names = supported.stream().map(YamlMapping.Text::value).toList();
    Release release = new ReleaseReader(mapping).read(name, title, names);
    mapping.refuseOthers();
    for (YamlMapping.Text platform : supported) {
      if (!platforms.isEmpty() && !platforms.contains(platform.value())) {
        own.error(
            "unknown-platform",
            platform.at(),
            "unknown platform " + Wording.quote(platform.value()),
            Wording.didYouMean(platform.value(), platforms));
      }
    }
    if (own.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(new Catalogue.Entry(release, YearMonth.parse(released), subscription));
  }
}
