package lab.tripleo.generation;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.tripleo.generation.RealTripleo.Said;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Ansible validations of TripleO say of the generated settings and of a machine with the
 * lab's sizes. {@code src/real-tripleo/validate} runs them.
 */
final class RealValidationsIT {
  /**
   * A line for each validation that TripleO has for before the installation: the releases, the
   * validation, PASSED, FAILED or {@value #LEFT_OUT}, and the reason.
   */
  private static final Path TABLE = Path.of("src/test/resources/real-tripleo/validations.tsv");

  private static final String LEFT_OUT = "left out";

  /** By validation, what it says of a mistake. */
  private static final Map<String, String> COMPLAINTS =
      Map.of(
          "undercloud-disk-space",
          "Minimum free space required for /var/log: 3G - current free space: 1.0G",
          "undercloud-disabled-services",
          "One of the undercloud services was active. Please check libvirtd",
          "check-undercloud-conf",
          "Property container_images_file is required in /home/stack/undercloud.conf");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"wallaby", "zed"})
  void validationsAcceptTheLabAndFindMistakes(String release) throws Exception {
    Map<String, String> expected = table(release);
    String[] names =
        expected.keySet().stream()
            .filter(not(it -> expected.get(it).equals(LEFT_OUT)))
            .toArray(String[]::new);

    Path result = onMachine(release, "validate", names);

    assertThat(Files.readAllLines(result.resolve("listed.txt")))
        .as("the validations of the release are those of %s", TABLE)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.values().removeIf(LEFT_OUT::equals);
    Map<String, String> outcomes = new TreeMap<>();
    rows(result.resolve("validations.tsv")).forEach(it -> outcomes.put(it[0], it[1]));
    assertThat(outcomes).isEqualTo(expected);
    assertThat(rows(result.resolve("mistakes.tsv")))
        .hasSameSizeAs(COMPLAINTS.keySet())
        .allSatisfy(
            it -> {
              assertThat(it[1]).isEqualTo("FAILED");
              assertThat(it[2]).contains(COMPLAINTS.get(it[0]));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"stein", "wallaby", "zed"})
  void preflightOfTheClientFindsMistakes(String release) throws Exception {
    Path result = onMachine(release, "mistakes");

    assertThat(result.resolve("short-host-name.txt"))
        .content()
        .contains("Configured hostname is not fully qualified.")
        .endsWith("exit code 1\n");
    assertThat(result.resolve("little-memory.txt"))
        .content()
        .contains("At least 7680 MB of memory is required for undercloud installation.")
        .endsWith("exit code 1\n");
    assertThat(result.resolve("small-disk.txt"))
        .content()
        .containsPattern("undercloud-disk-space\\W.*(?i:failed)")
        .endsWith("exit code " + (ignoresValidations(release) ? 0 : 1) + "\n");
  }

  /** The client of wallaby runs a validation, and installs whatever its result is. */
  private static boolean ignoresValidations(String release) {
    return release.equals("wallaby");
  }

  /** Runs a script with the generated settings; returns the folder with its results. */
  private Path onMachine(String release, String script, String... arguments) throws Exception {
    RealTripleo tripleo = new RealTripleo(folder);
    Path environment = tripleo.environment(release);
    Lab lab = RealTripleo.lab(release, Map.of(), folder.resolve("lab"));
    Path result = Files.createDirectory(folder.resolve("result"));
    Files.writeString(result.resolve("undercloud.conf"), lab.undercloud().conf().text());

    Said said = tripleo.onMachine(line -> {}, lab, environment, result, script, arguments);

    assertThat(said.code()).as(said.text()).isZero();
    return result;
  }

  private static Map<String, String> table(String release) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String[] row : rows(TABLE)) {
      if (List.of(row[0].split(",")).contains(release)) {
        outcomes.put(row[1], row[2]);
      }
    }
    return outcomes;
  }

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(it -> it.split("\t", -1)).toList();
  }
}
