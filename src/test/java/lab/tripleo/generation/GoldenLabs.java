package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.Severity;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.LockedInputs;

/**
 * The labs of {@code src/test/resources/labs}: its {@code input} has the differences from the
 * shipped configuration. Three generated trees are complete: that of the shipped configuration and
 * the two of {@code docs/examples}. For each other lab, {@code expected.diff} has the difference
 * from one of these.
 */
public final class GoldenLabs {
  private static final Path CASES = Path.of("src/test/resources/labs");
  private static final Path RELEASES = Path.of("configuration/releases");
  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final Path CERTIFICATES =
      CASES.resolve("closed-network/input/configuration/company.pem");
  private static final Map<String, String> EXAMPLE_OF =
      Map.of("el9-wallaby", "centos-stream-9-wallaby", "centos7-stein", "centos-7-stein");

  /** Keeps parsed templates. */
  private static final LabGenerator GENERATOR = new LabGenerator();

  private GoldenLabs() {}

  /** A platform of hypervisors, and a release that it supports. */
  record Pair(String platform, String release) {}

  /** All pairs of the shipped releases. */
  static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Path file : files(RELEASES).sorted().toList()) {
      String release = file.getFileName().toString().replace(".yaml", "");
      for (JsonNode platform : new YAMLMapper().readTree(file.toFile()).path("platforms")) {
        pairs.add(new Pair(platform.asText(), release));
      }
    }
    return pairs;
  }

  /**
   * A lab of the pair with its required settings and these additional ones.
   *
   * @return empty if the release does not support the settings
   */
  static Optional<Lab> lab(Pair pair, Map<String, String> settings, Path labFolder)
      throws IOException {
    ConfigurationFolders.shipped(labFolder);
    ConfigurationFolders.keepOnlyRelease(pair.release(), labFolder);
    Files.copy(
        CERTIFICATES,
        labFolder.resolve("configuration/company.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    Map<String, String> all = new HashMap<>();
    if (!pair.release().equals("simulated")) {
      all.put("HYPERVISOR_ADDRESS", "hypervisor.example.com");
    }
    all.put("HYPERVISOR_PLATFORM", pair.platform());
    all.put("TRIPLEO_RELEASE", pair.release());
    all.put("HYPERVISOR_CONTROL_PLANE_INTERFACE", "eth1");
    if (pair.release().startsWith("rhosp-")) {
      all.put("TRIPLEO_IMAGE_URL", "/srv/images/rhel-kvm.qcow2");
    }
    all.putAll(settings);
    Path environment = labFolder.resolve("configuration/environment");
    Files.write(
        environment,
        Files.readAllLines(environment).stream()
            .map(it -> it.split("=", 2)[0])
            .map(it -> all.containsKey(it) ? it + "=" + all.get(it) : "")
            .toList());
    return ConfigurationFolders.reader().read(labFolder).lab(Optional.empty()).value();
  }

  /** The example of a case; absent if the case is not an example. */
  public static Optional<Path> example(Path theCase) {
    return Optional.ofNullable(EXAMPLE_OF.get(theCase.getFileName().toString()))
        .map(EXAMPLES::resolve);
  }

  /** The folders of all cases. */
  public static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  /**
   * The complete tree of the lab's platform, which the lab's tree is compared with.
   *
   * @param labFolder a folder for the configuration of the tree
   */
  static SortedMap<Path, String> base(Lab lab, Path labFolder) {
    return tree(
        GENERATOR
            .generate(
                switch (lab.hypervisor().platform().name()) {
                  case "debian-12" -> shipped(labFolder);
                  case "centos-7" -> lab(CASES.resolve("centos7-stein"), labFolder);
                  default -> lab(CASES.resolve("el9-wallaby"), labFolder);
                })
            .files());
  }

  /** Reads the shipped configuration from a lab folder that is created here. */
  static Lab shipped(Path labFolder) {
    ConfigurationFolders.shipped(labFolder);
    return ConfigurationFolders.reader()
        .read(labFolder)
        .lab(Optional.empty())
        .value()
        .orElseThrow();
  }

  /** Reads the case from a lab folder that is created here. */
  public static Lab lab(Path theCase, Path labFolder) {
    ConfigurationFolders.ofCase(theCase.resolve("input"), labFolder);
    var checked =
        ConfigurationFolders.reader().read(labFolder).lab(ConfigurationFolders.remembered(theCase));
    assertThat(checked.diagnostics()).noneMatch(it -> it.severity() == Severity.ERROR);
    return checked.value().orElseThrow();
  }

  /**
   * Writes the generated tree of each case, and of the shipped configuration.
   *
   * @return the folders, named after the cases; the last is {@code shipped}
   */
  public static List<Path> write(Path folder) throws IOException {
    Path inputs = folder.resolveSibling(folder.getFileName() + "-inputs");
    List<Path> trees = new ArrayList<>();
    for (Path theCase : cases()) {
      String name = theCase.getFileName().toString();
      trees.add(write(lab(theCase, inputs.resolve(name)), folder.resolve(name)));
    }
    trees.add(write(shipped(inputs.resolve("shipped")), folder.resolve("shipped")));
    return trees;
  }

  /**
   * Writes the generated tree of each pair with the same settings, so that trees of a platform
   * differ only by their releases.
   */
  static void writePairs(Path folder) throws IOException {
    Path inputs = folder.resolveSibling(folder.getFileName() + "-inputs");
    for (Pair pair : pairs()) {
      String name = pair.platform() + "-" + pair.release();
      Lab lab = lab(pair, Map.of(), inputs.resolve(name)).orElseThrow();
      write(lab, folder.resolve(name));
    }
  }

  private static Path write(Lab lab, Path tree) throws IOException {
    Files.createDirectories(tree);
    new GeneratedTree(tree).write(GENERATOR.generate(lab).files());
    return tree;
  }

  /** The generated files of a folder, by their relative path. */
  static SortedMap<Path, String> tree(Path folder) {
    SortedMap<Path, String> tree = new TreeMap<>();
    Stream.concat(LabGenerator.folders(), Stream.of(LockedInputs.FILE))
        .map(folder::resolve)
        .filter(Files::exists)
        .flatMap(GoldenLabs::files)
        .forEach(it -> tree.put(folder.relativize(it), read(it)));
    return tree;
  }

  static SortedMap<Path, String> tree(List<GeneratedFile> files) {
    SortedMap<Path, String> tree = new TreeMap<>();
    files.forEach(it -> tree.put(it.path(), it.content()));
    return tree;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
