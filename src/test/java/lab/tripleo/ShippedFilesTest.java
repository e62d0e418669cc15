package lab.tripleo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import org.junit.jupiter.api.Test;

/**
 * The committed inventory/ and playbooks/ are those of the shipped configuration, and `init` knows
 * all of it.
 */
final class ShippedFilesTest {
  private static final Path LAB = Path.of("").toAbsolutePath();

  /** {@code -Dgolden.update} writes them, and still fails. */
  @Test
  void generatedFilesAreCurrent() throws IOException {
    var checked = ConfigurationFolders.reader().read(LAB, Optional.empty());
    assertThat(checked.diagnostics()).isEmpty();
    List<GeneratedFile> files = new LabGenerator().generate(checked.value().orElseThrow());
    GeneratedTree tree = new GeneratedTree(LAB);
    String diff = tree.diff(files);
    if (System.getProperty("golden.update") != null) {
      tree.write(files);
    }
    assertThat(diff).isEmpty();
  }

  @Test
  void theIndexOfShippedFilesIsComplete() throws IOException {
    List<String> index = Files.readAllLines(LAB.resolve("src/main/resources/configuration.index"));
    try (Stream<Path> files = Files.walk(LAB.resolve("configuration"))) {
      List<String> there =
          files
              .filter(Files::isRegularFile)
              .map(it -> LAB.relativize(it).toString())
              .sorted()
              .toList();
      assertThat(index).isEqualTo(there);
    }
  }
}
