package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code invalid} has the files that differ from the shipped configuration, and
 * exactly what is printed for them. A missing {@code expected.txt} is written, for a person to
 * read.
 */
class InvalidConfigurationTest {
  private static final Path CASES = Path.of("src/test/resources/invalid");

  private static final Locale USERS = Locale.getDefault();

  @TempDir Path labFolder;

  /** The JDK's XML parser speaks the user's language. */
  @BeforeAll
  static void speakEnglish() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterAll
  static void speakAsBefore() {
    Locale.setDefault(USERS);
  }

  static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsWhatIsWrong(Path theCase) {
    ConfigurationFolders.ofCase(theCase, labFolder);
    ConfigurationReader reader = ConfigurationFolders.reader();
    Optional<FoundPlatform> remembered = ConfigurationFolders.remembered(theCase);

    Checked<Lab> lab = reader.read(labFolder, remembered);
    String printed =
        new DiagnosticPrinter(at -> reader.sourceLine(labFolder, at)).print(lab.diagnostics());

    assertThat(lab.value()).isEmpty();
    Path expected = theCase.resolve("expected.txt");
    if (!Files.exists(expected)) {
      ConfigurationFolders.write(expected, printed);
      throw new AssertionError("wrote " + expected + "; read it, then run again\n" + printed);
    }
    assertThat(printed).isEqualTo(ConfigurationFolders.read(expected));
  }

  @Test
  void hasManyCasesThatDiffer() {
    List<Path> cases = cases();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    assertThat(cases.stream().map(it -> ConfigurationFolders.read(it.resolve("expected.txt"))))
        .doesNotHaveDuplicates();
  }
}
