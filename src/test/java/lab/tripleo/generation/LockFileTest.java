package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.HostileStrings;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.LockedInputs.Input;
import lab.tripleo.model.pins.LockedInputs.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration's reader reads what the generator wrote to the lock file. */
final class LockFileTest {
  private final Templates templates = new Templates();
  private final ConfigurationReader reader = ConfigurationFolders.reader();

  @TempDir Path labFolder;

  static List<Path> cases() {
    return GoldenLabs.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lockFileIsReadAsWritten(Path theCase) throws IOException {
    Lab lab = GoldenLabs.lab(theCase, labFolder);
    write(lab);
    assertThat(reader.read(labFolder).lockedInputs().value().orElseThrow().map(LockFileTest::plain))
        .contains(plain(lab.inputs()));
    var again = reader.read(labFolder).lab(ConfigurationFolders.remembered(theCase));
    assertThat(again.value()).contains(lab);
    // A golden lab may have an older catalogue; a fresh lock file never differs.
    var anew = reader.read(labFolder).labWithoutPins(ConfigurationFolders.remembered(theCase));
    assertThat(anew.diagnostics()).extracting(Diagnostic::code).doesNotContain("lock-differs");
    write(anew.value().orElseThrow());
    assertThat(reader.read(labFolder).lab(ConfigurationFolders.remembered(theCase)).diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain("lock-differs");
  }

  @Test
  void acceptsAnyImageName() throws IOException {
    ConfigurationFolders.shipped(labFolder);
    ConfigurationFolders.keepOnly(ConfigurationFolders.OF_THE_SANDBOX, labFolder);
    Path environment = labFolder.resolve("configuration/environment");
    for (String hostile : HostileStrings.all()) {
      // The configuration's reader rejects some texts before.
      Files.write(
          environment,
          ("TRIPLEO_IMAGE_URL='/srv/" + hostile + "'\n").getBytes(StandardCharsets.UTF_8));
      Optional<Lab> lab = reader.read(labFolder).labWithoutPins(Optional.empty()).value();
      if (lab.isPresent()) {
        write(lab.get());
        assertThat(reader.read(labFolder).lab(Optional.empty()).value())
            .as(hostile)
            .contains(lab.get());
        Files.delete(labFolder.resolve(LockedInputs.FILE));
      }
    }
  }

  private void write(Lab lab) throws IOException {
    String text = templates.text(LockedInputs.FILE.toString(), Map.of("lab", lab));
    new GeneratedTree(labFolder).write(List.of(new GeneratedFile(LockedInputs.FILE, text)));
  }

  /** Ignores the notes, which are for people. */
  private static LockedInputs plain(LockedInputs inputs) {
    return new LockedInputs(
        inputs.inputs().stream()
            .map(
                input ->
                    new Input(
                        input.name(),
                        input.asked(),
                        input.values().stream()
                            .map(it -> new Value(it.key(), it.resolved(), ""))
                            .toList()))
            .toList());
  }
}
