package lab.tripleo.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.configuration.RealClients.Difference;
import lab.tripleo.configuration.RealClients.Verdict;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.catalogue.CatalogueReader;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.undercloud.UndercloudConfFile;
import lab.tripleo.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program and the release's real client accept and refuse the same files. {@code RealClientIT}
 * asks the clients again.
 */
class UndercloudConfCorpusTest {
  private static final int FEWEST_FILES = 60;

  private final DiskFiles checkout = new DiskFiles(Path.of(""));
  private final Problems shipped = new Problems();
  private final Environment environment = environment();
  private final Catalogue catalogue = catalogue();

  private Environment environment() {
    SourceFiles files = new SourceFiles(checkout, List.of(), shipped);
    return new EnvironmentReader(files.read(ConfigurationFiles.ENVIRONMENT).orElseThrow(), shipped)
        .read();
  }

  private Catalogue catalogue() {
    SourceFiles files = new SourceFiles(checkout, List.of(), shipped);
    return new CatalogueReader(
            files, new Replacement(environment, shipped), Optional.empty(), shipped)
        .read();
  }

  static Stream<String> releases() {
    return RealClients.RELEASES.stream();
  }

  @Test
  void corpusIsLarge() {
    assertThat(RealClients.files()).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void agreesWithTheRealClient(String release) {
    Map<String, Verdict> verdicts = RealClients.verdicts(release);
    Map<String, Difference> differences = RealClients.differences(release);
    List<String> wrong = new ArrayList<>();
    for (String file : RealClients.files()) {
      List<Diagnostic> errors = errors(file, release);
      Verdict verdict = verdicts.get(file);
      boolean agrees = verdict.accepts() == errors.isEmpty();
      Difference difference = differences.get(file);
      if (difference == null ? !agrees : agrees || !explains(difference, errors)) {
        wrong.add(verdict.line() + "\t" + codes(errors) + "\t" + difference);
      }
    }
    assertThat(wrong)
        .as("file, the client's verdict, the program's errors, the declared difference")
        .isEmpty();
  }

  /** All errors of a file have the declared code. */
  private static boolean explains(Difference difference, List<Diagnostic> errors) {
    return codes(errors).stream().allMatch(difference.code()::equals);
  }

  private static List<String> codes(List<Diagnostic> errors) {
    return errors.stream().map(Diagnostic::code).distinct().toList();
  }

  private List<Diagnostic> errors(String file, String release) {
    Problems problems = new Problems();
    String text = ConfigurationFolders.read(RealClients.CORPUS.resolve(file + ".conf"));
    SourceFile conf = new SourceFile(ConfigurationFiles.UNDERCLOUD_CONF, text);
    new UndercloudConfFile(
            new SourceFiles(checkout, List.of(conf), problems),
            new Replacement(environment, problems),
            problems)
        .check(
            catalogue.release(release).orElseThrow(),
            catalogue,
            Optional.of(environment.openstackControlPlaneSubnet()),
            problems);
    return problems.conclude(() -> "").diagnostics().stream().filter(Diagnostic::isError).toList();
  }
}
