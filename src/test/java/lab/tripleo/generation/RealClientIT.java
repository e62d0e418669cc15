package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.configuration.RealClients;
import lab.tripleo.configuration.RealClients.Verdict;
import lab.tripleo.generation.RealTripleo.Said;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Release.OptionType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real TripleO client of each release, from PyPI, and what the program generates for it. {@code
 * src/real-tripleo} installs and runs the clients.
 */
final class RealClientIT {
  /** With a tag of its own, no client asks a registry. */
  private static final String TAG = "tested";

  private static final Map<String, OptionType> TYPES =
      Map.of(
          "StrOpt", OptionType.STRING,
          "ListOpt", OptionType.LIST,
          "BoolOpt", OptionType.BOOLEAN,
          "IntOpt", OptionType.INTEGER);

  @TempDir private Path folder;

  static Stream<String> releases() {
    return RealClients.RELEASES.stream();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void catalogueHasTheOptionsOfTheClient(String release) throws Exception {
    Said options = client(release, "options");

    var undercloud = lab(release).release().undercloud();
    assertThat(known(options, "DEFAULT")).isEqualTo(withoutOldNames(undercloud.options()));
    assertThat(known(options, "subnet")).isEqualTo(new TreeMap<>(undercloud.subnetOptions()));
    assertThat(undercloud.options().entrySet().stream())
        .filteredOn(it -> it.getValue() == OptionType.DEPRECATED)
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            options.fields().stream().filter(it -> it[0].equals("old")).map(it -> it[1]).toList());
  }

  private static Map<String, OptionType> known(Said options, String section) {
    return options.fields().stream()
        .filter(it -> it[0].equals("option") && it[1].equals(section))
        .collect(Collectors.toMap(it -> it[2], it -> TYPES.get(it[3]), (a, b) -> a, TreeMap::new));
  }

  private static Map<String, OptionType> withoutOldNames(Map<String, OptionType> options) {
    Map<String, OptionType> current = new TreeMap<>(options);
    current.values().removeIf(OptionType.DEPRECATED::equals);
    return current;
  }

  /** {@code UndercloudConfCorpusTest} compares these verdicts with the program's. */
  @ParameterizedTest
  @MethodSource("releases")
  void recordedVerdictsAreThoseOfTheClient(String release) throws Exception {
    List<String> verdicts =
        client(release, "verdicts", RealClients.CORPUS.toString()).text().lines().toList();

    Path seen = Path.of("target/real-client", release + ".tsv");
    Files.createDirectories(seen.getParent());
    Files.write(seen, verdicts);
    assertThat(verdicts)
        .extracting(it -> Verdict.parse(it).file())
        .containsAll(RealClients.files());
    assertThat(seen)
        .as("copy it if it is right")
        .hasSameTextualContentAs(RealClients.recorded(release));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void clientAcceptsWhatIsGenerated(String release) throws Exception {
    Path client = tripleo().environment(release);
    Path result = Files.createDirectory(folder.resolve("result"));
    Lab lab = lab(release);

    Said walk = tripleo().onMachine(line -> {}, lab, client, result, "walk");

    assertThat(walk.code()).as(walk.text()).isZero();
    assertThat(result.resolve("undercloud.conf")).hasContent(lab.undercloud().conf().text());
    assertThat(result.resolve("dry-run.txt"))
        .content()
        .contains(
            "openstack tripleo deploy",
            "--local-ip=192.168.24.1/24",
            "-e /home/stack/containers-prepare-parameter.yaml");
    List<String> images = Files.readAllLines(result.resolve("images.tsv"));
    for (String container : lab.release().undercloud().containers()) {
      assertThat(images).as(container).anyMatch(it -> isOf(container, it));
    }
    lab.release()
        .containers()
        .namespace()
        .ifPresent(
            it ->
                assertThat(images)
                    .filteredOn(image -> image.contains("keystone"))
                    .allMatch(image -> image.contains(it.substring(it.indexOf('/')))));
  }

  /** Neutron's image is called server; that of stein and train says that it has OVN. */
  private static boolean isOf(String container, String image) {
    String name = container.replace('_', '-').replace("neutron-api", "neutron-server");
    return image.endsWith(name + ":" + TAG) || image.endsWith(name + "-ovn:" + TAG);
  }

  private Lab lab(String release) throws IOException {
    return RealTripleo.lab(release, Map.of("TRIPLEO_CONTAINER_TAG", TAG), folder.resolve("lab"));
  }

  private Said client(String release, String... arguments) throws Exception {
    List<String> argv =
        new ArrayList<>(
            List.of(
                tripleo().environment(release).resolve("bin/python").toString(),
                RealTripleo.SCRIPTS.resolve("client").toString()));
    argv.addAll(List.of(arguments));
    Said said = tripleo().run(line -> {}, argv.toArray(String[]::new));
    assertThat(said.code()).as(said.text()).isZero();
    return said;
  }

  private RealTripleo tripleo() {
    return new RealTripleo(folder);
  }
}
