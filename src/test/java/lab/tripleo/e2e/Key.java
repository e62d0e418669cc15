package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.generation.LabGenerator;

/** A hash of all inputs of a state, so that a state from other inputs is not reused. */
final class Key {
  private static final int DIGITS = 12;

  /** The sources that affect a hypervisor or a workspace. */
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/resources/sandbox"),
          Path.of("src/main/java/lab/tripleo/sandbox"),
          Path.of("src/main/java/lab/tripleo/workspace"),
          Path.of("src/main/java/lab/tripleo/execution/Authoriser.java"),
          Path.of("src/main/java/lab/tripleo/execution/AuthoriseScript.java"),
          Path.of("src/main/resources/execution"),
          SandboxLab.LOOK,
          SandboxLab.LOOK_IN_MACHINE,
          Path.of("src/test/resources/e2e/zip_bytecode.py"),
          Path.of("src/test/java/lab/tripleo/e2e/ByteCode.java"));

  private final MessageDigest digest;

  Key() throws IOException {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(Files.readAllBytes(file));
        }
      }
    }
  }

  Key add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Changes the shipped configuration. */
  interface Configuration {
    void of(LabFolder lab) throws IOException;
  }

  /** Adds the generated files of a configuration, which contain all pinned versions. */
  Key addGenerated(Configuration configuration) throws IOException {
    Path folder = Files.createTempDirectory("tripleo-lab-key");
    ConfigurationFolders.shipped(folder);
    configuration.of(LabFolder.at(folder));
    var checked = ConfigurationFolders.reader().read(folder).lab(Optional.empty());
    assertThat(checked.value()).as(checked.diagnostics().toString()).isPresent();
    new LabGenerator().generate(checked.value().get()).files().forEach(it -> add(it.content()));
    Command.must("rm", "-rf", folder.toString());
    return this;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
