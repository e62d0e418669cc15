package lab.tripleo.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.Severity;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GoldenLabs;
import lab.tripleo.generation.LabGenerator;

/**
 * The labs of which the list of all tasks is made: each platform of the catalogue with each release
 * that goes with it, in several settings.
 */
public final class ListedLabs {
  private static final String NOT_FOR_RELEASE = "hash-not-for-release";
  private static final Path CERTIFICATES =
      Path.of("src/test/resources/labs/closed-network-el9/input/configuration/company.pem");

  private final LabGenerator generator = new LabGenerator();
  private final Path folder;

  /**
   * All of them.
   *
   * @param folder in which labs are made
   */
  public ListedLabs(Path folder) {
    this.folder = folder;
  }

  /** The releases that go with each platform. */
  static SortedMap<String, List<String>> platforms() throws IOException {
    SortedMap<String, List<String>> platforms = new TreeMap<>();
    try (Stream<Path> releases = Files.list(Path.of("configuration/releases"))) {
      for (Path release : releases.sorted().toList()) {
        String name = release.getFileName().toString().replaceFirst("\\.yaml$", "");
        for (JsonNode platform : new YAMLMapper().readTree(release.toFile()).path("platforms")) {
          platforms.computeIfAbsent(platform.asText(), it -> new ArrayList<>()).add(name);
        }
      }
    }
    return platforms;
  }

  /** What is generated for a lab; nothing where the release takes no such setting. */
  Optional<List<GeneratedFile>> generate(String platform, String release, Settings settings)
      throws IOException {
    Map<String, String> environment = settings.of(platform, release);
    Path lab = ConfigurationFolders.shipped(Files.createTempDirectory(folder, "lab"));
    Files.copy(CERTIFICATES, lab.resolve("configuration/company.pem"));
    Path file = lab.resolve("configuration/environment");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String key = line.split("=", 2)[0];
      lines.add(environment.containsKey(key) ? key + "=" + environment.get(key) : line);
    }
    Files.write(file, lines);
    var checked = ConfigurationFolders.reader().read(lab, Optional.empty());
    assertThat(checked.diagnostics())
        .filteredOn(it -> it.severity() == Severity.ERROR)
        .allMatch(it -> it.code().equals(NOT_FOR_RELEASE) && !settings.name().isEmpty());
    return checked.value().map(generator::generate);
  }

  /**
   * Labs with the tasks, and the platforms with a release, that no golden tree has, as few as it
   * takes: with them, each of these is in a tree that is linted.
   *
   * @return what is generated for each, by a name
   */
  public SortedMap<String, List<GeneratedFile>> besidesGolden() throws IOException {
    Set<TaskKey> linted = new HashSet<>();
    Set<List<String>> pairs = new HashSet<>();
    addGolden(linted, pairs);
    SortedMap<String, List<GeneratedFile>> labs = new TreeMap<>();
    for (Map.Entry<String, List<String>> platform : platforms().entrySet()) {
      for (Settings settings : Settings.RICHEST_FIRST) {
        for (String release : platform.getValue()) {
          var files = generate(platform.getKey(), release, settings);
          if (files.isEmpty()) {
            continue;
          }
          boolean newPair = pairs.add(List.of(platform.getKey(), release));
          var tasks = GeneratedTasks.of(platform.getKey(), files.get()).keySet();
          if (linted.addAll(tasks) || newPair) {
            String name = String.join("-", platform.getKey(), release, settings.name());
            labs.put(name.replaceAll("[^a-z0-9.]+", "-"), files.get());
          }
        }
      }
    }
    return labs;
  }

  private static void addGolden(Set<TaskKey> tasks, Set<List<String>> pairs) throws IOException {
    RunRecords catalogue = RunRecords.ofCatalogue(Path.of("configuration"));
    for (Path theCase : GoldenLabs.cases()) {
      Path tree = GoldenLabs.expected(theCase);
      Optional<String> platform = catalogue.platform(tree);
      if (platform.isPresent()) {
        tasks.addAll(GeneratedTasks.of(platform.get(), files(tree)).keySet());
        pairs.add(List.of(platform.get(), catalogue.release(tree).orElseThrow()));
      }
    }
  }

  private static List<GeneratedFile> files(Path tree) throws IOException {
    List<GeneratedFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(tree.resolve("playbooks"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(new GeneratedFile(tree.relativize(file), Files.readString(file)));
      }
    }
    return files;
  }
}
