package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.OsRelease;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code os-release} is a system; {@code expected.txt} has the platform from the
 * shipped catalogue. A missing file is written, for review.
 */
final class RecognitionTest {
  private static final Path CASES = Path.of("src/test/resources/os-release");
  private static final List<Platform> SHIPPED =
      ConfigurationFolders.reader().read(Path.of("")).platforms().value().orElseThrow();

  static List<Path> cases() {
    return ConfigurationFolders.cases(CASES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void recognises(Path theCase) throws IOException {
    String told = told(recognition(theCase));
    Path expected = theCase.resolve("expected.txt");
    if (!Files.exists(expected)) {
      Files.writeString(expected, told);
      throw new AssertionError("wrote " + expected + "; read it, then run again\n" + told);
    }
    assertThat(told).isEqualTo(Files.readString(expected));
  }

  private static Recognition recognition(Path theCase) throws IOException {
    String text =
        new String(Files.readAllBytes(theCase.resolve("os-release")), StandardCharsets.UTF_8);
    return Recognition.of(OsRelease.parse(text), SHIPPED);
  }

  private static Recognition recognition(String theCase) throws IOException {
    return recognition(CASES.resolve(theCase));
  }

  private static String told(Recognition it) {
    return it.kind()
        + "\n"
        + (it.message().isEmpty() ? "" : it.message() + "\n  hint: " + it.hint() + "\n")
        + it.platform().map(FoundPlatform::text).orElse("");
  }

  @Test
  void acceptsASupportedSystem() throws Exception {
    Recognition debian = recognition("debian-12");
    FoundPlatform platform = new FoundPlatform("debian-12", Optional.empty());
    assertThat(debian.accept(false, Optional.empty())).isEqualTo(platform);
    assertThat(debian.accept(true, Optional.empty())).isEqualTo(platform);
    assertThat(debian.warning()).isEmpty();
  }

  @Test
  void acceptsASimilarSystemOnceForced() throws Exception {
    Recognition oracle = recognition("oracle-9");
    assertEnds(oracle, false, Optional.empty());

    FoundPlatform forced = oracle.accept(true, Optional.empty());
    assertThat(oracle.warning().orElseThrow()).contains("Oracle Linux Server 9.4", "el9");
    assertThat(oracle.accept(false, Optional.of(forced))).isEqualTo(forced);
    assertEnds(recognition("oracle-8"), false, Optional.of(forced));
    assertEnds(oracle, false, Optional.of(new FoundPlatform("el9", Optional.empty())));
  }

  @Test
  void neverAcceptsOtherSystems() throws Exception {
    Recognition arch = recognition("arch");
    assertEnds(arch, true, Optional.empty());
    assertEnds(arch, true, Optional.of(new FoundPlatform("debian-12", Optional.empty())));
  }

  private static void assertEnds(
      Recognition recognition, boolean force, Optional<FoundPlatform> before) {
    UserError failure =
        catchThrowableOfType(UserError.class, () -> recognition.accept(force, before));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure.getMessage()).startsWith("the hypervisor runs ");
    assertThat(failure.hint().orElseThrow()).contains("supported: ");
  }

  @Test
  void namesNoSimilarSystemsIfThereAreNone() {
    Recognition nothing = Recognition.of(OsRelease.parse("ID=x\n"), List.of());
    assertThat(nothing.hint()).contains("with --force-platform: none");
  }
}
