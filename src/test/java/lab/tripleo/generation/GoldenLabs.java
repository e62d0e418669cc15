package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.Severity;
import lab.tripleo.model.Lab;

/**
 * The labs of {@code src/test/resources/labs}: each has in {@code input} what differs from the
 * shipped configuration and in {@code expected} what is generated for it. Some of them are there to
 * be read, too: what is generated for these is in {@code docs/examples}.
 */
public final class GoldenLabs {
  private static final Path CASES = Path.of("src/test/resources/labs");
  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final Map<String, String> EXAMPLE_OF =
      Map.of("el9-wallaby", "centos-stream-9-wallaby", "centos7-stein", "centos-7-stein");

  private GoldenLabs() {}

  /** The example that a case is; absent where it is none. */
  public static Optional<Path> example(Path theCase) {
    return Optional.ofNullable(EXAMPLE_OF.get(theCase.getFileName().toString()))
        .map(EXAMPLES::resolve);
  }

  /** Their folders. */
  public static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  /** The folder of what is generated for a case. */
  public static Path expected(Path theCase) {
    return example(theCase).orElse(theCase.resolve("expected"));
  }

  /** Reads the case as a lab folder that is made for it here. */
  static Lab lab(Path theCase, Path labFolder) {
    ConfigurationFolders.ofCase(theCase.resolve("input"), labFolder);
    var checked =
        ConfigurationFolders.reader().read(labFolder, ConfigurationFolders.remembered(theCase));
    assertThat(checked.diagnostics()).noneMatch(it -> it.severity() == Severity.ERROR);
    return checked.value().orElseThrow();
  }

  /** The files below a folder that are generated, by their relative path; nothing without it. */
  static SortedMap<Path, String> generated(Path folder) {
    SortedMap<Path, String> tree = tree(folder);
    tree.keySet()
        .removeIf(
            it ->
                !it.equals(LabGenerator.LOCK) && LabGenerator.folders().noneMatch(it::startsWith));
    return tree;
  }

  /** All files below a folder, by their relative path; nothing when there is no such folder. */
  static SortedMap<Path, String> tree(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new TreeMap<>();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(folder::relativize, GoldenLabs::read, (a, b) -> a, TreeMap::new));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static SortedMap<Path, String> tree(List<GeneratedFile> files) {
    TreeMap<Path, String> tree = new TreeMap<>();
    files.forEach(it -> tree.put(it.path(), it.content()));
    return tree;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
