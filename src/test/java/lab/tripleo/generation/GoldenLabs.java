package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.diagnostic.Severity;
import lab.tripleo.model.Lab;

/**
 * The labs of {@code src/test/resources/labs}: each has in {@code input} what differs from the
 * shipped configuration and in {@code expected} what is generated for it.
 */
final class GoldenLabs {
  private static final Path CASES = Path.of("src/test/resources/labs");

  private GoldenLabs() {}

  static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  static Path expected(Path theCase) {
    return theCase.resolve("expected");
  }

  /** Reads the case as a lab folder that is made for it here. */
  static Lab lab(Path theCase, Path labFolder) {
    ConfigurationFolders.ofCase(theCase.resolve("input"), labFolder);
    var checked =
        new ConfigurationReader().read(labFolder, ConfigurationFolders.remembered(theCase));
    assertThat(checked.diagnostics()).noneMatch(it -> it.severity() == Severity.ERROR);
    return checked.value().orElseThrow();
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
