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
 * The labs of {@code src/test/resources/labs}: each has in {@code input} what differs from the
 * shipped configuration. Three generated trees are kept whole: that of the shipped configuration
 * and the two of {@code docs/examples}. Each other lab keeps in {@code expected.diff} how its tree
 * differs from one of these.
 */
public final class GoldenLabs {
  private static final Path CASES = Path.of("src/test/resources/labs");
  private static final Path RELEASES = Path.of("configuration/releases");
  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final Path CERTIFICATES =
      CASES.resolve("closed-network/input/configuration/company.pem");
  private static final Map<String, String> EXAMPLE_OF =
      Map.of("el9-wallaby", "centos-stream-9-wallaby", "centos7-stein", "centos-7-stein");

  private GoldenLabs() {}

  /** A platform of hypervisors, and a release that it is for. */
  record Pair(String platform, String release) {}

  /** All that the shipped releases name. */
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
   * A lab of the pair with the fewest settings that it needs, and these besides.
   *
   * @return nothing where the release does not take such settings
   */
  static Optional<Lab> lab(Pair pair, Map<String, String> settings, Path labFolder)
      throws IOException {
    ConfigurationFolders.shipped(labFolder);
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

  /** The example that a case is; absent where it is none. */
  public static Optional<Path> example(Path theCase) {
    return Optional.ofNullable(EXAMPLE_OF.get(theCase.getFileName().toString()))
        .map(EXAMPLES::resolve);
  }

  /** Their folders. */
  public static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  /**
   * The tree with which that of a lab is compared: one of those that are kept whole, by platform.
   *
   * @param labFolder a folder for what the tree is generated from
   */
  static SortedMap<Path, String> base(Lab lab, Path labFolder) {
    return tree(
        new LabGenerator()
            .generate(
                switch (lab.hypervisor().platform().name()) {
                  case "debian-12" -> shipped(labFolder);
                  case "centos-7" -> lab(CASES.resolve("centos7-stein"), labFolder);
                  default -> lab(CASES.resolve("el9-wallaby"), labFolder);
                })
            .files());
  }

  /** Reads the shipped configuration as a lab folder that is made for it here. */
  static Lab shipped(Path labFolder) {
    ConfigurationFolders.shipped(labFolder);
    return ConfigurationFolders.reader()
        .read(labFolder)
        .lab(Optional.empty())
        .value()
        .orElseThrow();
  }

  /** Reads the case as a lab folder that is made for it here. */
  static Lab lab(Path theCase, Path labFolder) {
    ConfigurationFolders.ofCase(theCase.resolve("input"), labFolder);
    var checked =
        ConfigurationFolders.reader().read(labFolder).lab(ConfigurationFolders.remembered(theCase));
    assertThat(checked.diagnostics()).noneMatch(it -> it.severity() == Severity.ERROR);
    return checked.value().orElseThrow();
  }

  /**
   * Writes what is generated for each case, and for the shipped configuration.
   *
   * @return the folders, each with the name of its case; {@code shipped} is the last
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
   * Writes what is generated for each pair with the same settings: what differs between two of a
   * platform is what their releases differ in.
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
    new GeneratedTree(tree).write(new LabGenerator().generate(lab).files());
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
