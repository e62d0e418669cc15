package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * Each folder of {@code invalid} has the files that differ from the shipped configuration, and the
 * exact output for them. A missing {@code expected.txt} is written, for review.
 */
class InvalidConfigurationTest {
  private static final Path CASES = Path.of("src/test/resources/invalid");
  private static final Path SOURCES = Path.of("src/main/java/lab/tripleo/configuration");

  private static final Locale USERS = Locale.getDefault();

  @TempDir Path labFolder;

  /** The JDK's XML parser reports errors in the user's language. */
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
    Configuration configuration = ConfigurationFolders.reader().read(labFolder);
    Optional<FoundPlatform> remembered = ConfigurationFolders.remembered(theCase);

    Checked<Lab> lab = configuration.lab(remembered);
    String printed = new DiagnosticPrinter(configuration::sourceLine).print(lab.diagnostics());

    assertThat(lab.value()).isEmpty();
    Path expected = theCase.resolve("expected.txt");
    if (!Files.exists(expected)) {
      ConfigurationFolders.write(expected, printed);
      throw new AssertionError("wrote " + expected + "; read it, then run again\n" + printed);
    }
    assertThat(printed).isEqualTo(ConfigurationFolders.read(expected));
  }

  @Test
  void noTwoCasesPrintTheSame() {
    assertThat(cases().stream().map(it -> ConfigurationFolders.read(it.resolve("expected.txt"))))
        .doesNotHaveDuplicates();
  }

  /** The pattern of a diagnostic code in the reader's sources. */
  private static final Pattern CODE =
      Pattern.compile("\"((?:bad|duplicate|missing|no|not|too|unknown|wrong)-[a-z-]+)\"");

  private static final Pattern PRINTED = Pattern.compile("\\[([a-z0-9-]+)]$", Pattern.MULTILINE);

  /** Codes that need more text than a case should have. */
  private static final Set<String> TESTED_ELSEWHERE = Set.of("too-large", "too-many-problems");

  @Test
  void everyCodeHasACase() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      sources
          .filter(Files::isRegularFile)
          .forEach(it -> codes.addAll(found(CODE, ConfigurationFolders.read(it))));
    }
    codes.removeAll(TESTED_ELSEWHERE);
    for (Path folder : List.of(CASES, ValidConfigurationTest.CASES)) {
      for (Path theCase : ConfigurationFolders.cases(folder)) {
        codes.removeAll(found(PRINTED, ConfigurationFolders.read(theCase.resolve("expected.txt"))));
      }
    }
    assertThat(codes).as("codes that no case prints").isEmpty();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }
}
