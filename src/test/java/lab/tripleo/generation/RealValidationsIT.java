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

  /** By mistake, what a validation or the client's preflight says of it. */
  private static final Map<String, String> COMPLAINTS =
      Map.of(
          "undercloud-disk-space",
          "FAILED Minimum free space required for /var/log: 3G - current free space: 1.0G",
          "undercloud-disabled-services",
          "FAILED One of the undercloud services was active. Please check libvirtd",
          "check-undercloud-conf",
          "FAILED Property container_images_file is required in /home/stack/undercloud.conf",
          "preflight-little-memory",
          "At least 7680 MB of memory is required for undercloud installation.",
          "preflight-short-host-name",
          "Configured hostname is not fully qualified.");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"wallaby", "zed"})
  void validationsAcceptTheLabAndFindMistakes(String release) throws Exception {
    Map<String, String> expected = table(release);

    Path result = validate(release, expected);

    assertThat(Files.readAllLines(result.resolve("listed.txt")))
        .as("the validations of the release are those of %s", TABLE)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.values().removeIf(LEFT_OUT::equals);
    assertThat(outcomes(result)).isEqualTo(expected);
    for (Map.Entry<String, String> mistake : COMPLAINTS.entrySet()) {
      assertThat(mistake(result, mistake.getKey())).contains(mistake.getValue());
    }
    assertThat(mistake(result, "preflight-small-disk"))
        .containsPattern("undercloud-disk-space\\W.*FAILED")
        .endsWith("exit code " + (ignoresValidations(release) ? 0 : 1) + "\n");
  }

  /** The client of wallaby runs a validation, and installs whatever its result is. */
  private static boolean ignoresValidations(String release) {
    return release.equals("wallaby");
  }

  private static Map<String, String> table(String release) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] fields = line.split("\t", -1);
      if (List.of(fields[0].split(",")).contains(release)) {
        outcomes.put(fields[1], fields[2]);
      }
    }
    return outcomes;
  }

  /** Runs those that are not left out; returns the folder with the results. */
  private Path validate(String release, Map<String, String> expected) throws Exception {
    RealTripleo tripleo = new RealTripleo(folder);
    Path environment = tripleo.environment(release);
    Lab lab = RealTripleo.lab(release, Map.of(), folder.resolve("lab"));
    Path result = Files.createDirectory(folder.resolve("result"));
    Files.writeString(result.resolve("undercloud.conf"), lab.undercloud().conf().text());
    String[] names =
        expected.keySet().stream()
            .filter(not(it -> expected.get(it).equals(LEFT_OUT)))
            .toArray(String[]::new);

    Said said = tripleo.onMachine(line -> {}, lab, environment, result, "validate", names);

    assertThat(said.code()).as(said.text()).isZero();
    return result;
  }

  private static Map<String, String> outcomes(Path result) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(result.resolve("validations.tsv"))) {
      String[] fields = line.split("\t", -1);
      outcomes.put(fields[0], fields[1]);
    }
    return outcomes;
  }

  private static String mistake(Path result, String name) throws IOException {
    return Files.readString(result.resolve("mistakes").resolve(name));
  }
}
