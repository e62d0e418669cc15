package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.generation.Explanation.LineRange;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which line of the configuration determines which line of the generated files. */
final class ExplanationTest {
  private static final GeneratedFile A = new GeneratedFile(Path.of("a"), "one\ntwo\nthree\nfour\n");
  private static final GeneratedFile B = new GeneratedFile(Path.of("b"), "one\n");

  @TempDir Path labFolder;

  @Test
  void lineDependsOnSettingsThatWouldChangeIt() {
    Explanation<String> explanation = new Explanation<>(List.of(A, B));
    explanation.add(
        "x",
        List.of(
            List.of(new GeneratedFile(A.path(), "one\nTWO\nthree\nfour\n"), B),
            List.of(new GeneratedFile(A.path(), "one\ntwo\nTHREE\nfour\n"), B)));
    explanation.add("y", List.of(List.of(new GeneratedFile(A.path(), "one\ntwo\nfour\n"), B)));
    explanation.add(
        "more lines", List.of(List.of(new GeneratedFile(A.path(), A.content() + "five\n"), B)));
    explanation.add("the same", List.of(List.of(A, B)));
    assertThat(explanation.ranges(A))
        .containsExactly(
            new LineRange<>(1, List.of("one"), List.of()),
            new LineRange<>(2, List.of("two"), List.of("x")),
            new LineRange<>(3, List.of("three"), List.of("x", "y")),
            new LineRange<>(4, List.of("four"), List.of()));
  }

  @Test
  void linesDependOnTheSettingThatCreatesTheFile() {
    Explanation<String> explanation = new Explanation<>(List.of(A, B));
    explanation.add("x", List.of(List.of(A)));
    assertThat(explanation.ranges(A)).hasSize(1).allMatch(it -> it.causes().isEmpty());
    assertThat(explanation.ranges(B))
        .containsExactly(new LineRange<>(1, List.of("one"), List.of("x")));
  }

  /** The explanation of each user's value names its line. */
  @ParameterizedTest
  @ValueSource(strings = {"el9-wallaby", "closed-network"})
  void everyValueIsTracedToItsLine(String name) {
    Lab lab = GoldenLabs.lab(Path.of("src/test/resources/labs", name), labFolder);
    List<GeneratedFile> files =
        new LabGenerator()
            .generate(lab).files().stream()
                .filter(it -> !it.path().toString().contains("simulated")) // has its own defaults
                .toList();
    List<LineEffect> settings =
        ConfigurationFolders.reader().read(labFolder).lineEffects(lab, Optional.empty());
    assertThat(settings)
        .extracting(LineEffect::toString)
        .contains("configuration/environment LIBVIRT_SCOPE is not set")
        .anyMatch(it -> it.startsWith("configuration/environment:1 H"));
    Explanation<LineEffect> explanation = new Explanation<>(files);
    LabGenerator generator = new LabGenerator();
    for (LineEffect setting : settings) {
      explanation.add(
          setting,
          setting.alternatives().stream().map(it -> generator.generate(it).files()).toList());
    }
    Set<String> seen = new TreeSet<>();
    for (GeneratedFile file : files) {
      for (LineRange<LineEffect> range : explanation.ranges(file)) {
        for (String line : range.lines()) {
          values(lab).entrySet().stream()
              .filter(it -> line.contains(it.getKey()))
              .peek(it -> seen.add(it.getKey()))
              .forEach(
                  it ->
                      assertThat(range.causes())
                          .as(file.path() + ":" + range.first() + " " + line)
                          .anyMatch(it.getValue()));
        }
      }
    }
    assertThat(seen).isEqualTo(values(lab).keySet());
  }

  /** Each other platform supports other releases only. */
  @ParameterizedTest
  @ValueSource(strings = {"centos7-stein", "el8-rhosp-16.2"})
  void platformIsNamedIfItIsTheOnlyOneForTheRelease(String name) {
    Lab lab = GoldenLabs.lab(Path.of("src/test/resources/labs", name), labFolder);
    assertThat(ConfigurationFolders.reader().read(labFolder).lineEffects(lab, Optional.empty()))
        .extracting(LineEffect::text)
        .anyMatch(it -> it.startsWith("HYPERVISOR_PLATFORM="));
  }

  /** Values that appear nowhere else by chance, with the lines that must be named. */
  private static SortedMap<String, Predicate<LineEffect>> values(Lab lab) {
    SortedMap<String, Predicate<LineEffect>> values = new TreeMap<>();
    lab.hypervisor()
        .controlPlaneInterface()
        .filter(it -> !it.equals("eth1")) // also an interface of the machine tripleo
        .ifPresent(it -> values.put(it, isOf("HYPERVISOR_CONTROL_PLANE_INTERFACE=")));
    lab.siteNetwork().httpsProxy().ifPresent(it -> values.put(it, isOf("HTTPS_PROXY")));
    values.putAll(
        Map.of(
            "/etc/tripleo-lab/" + lab.name(),
            isOf("LAB_NAME"),
            lab.openstackControlPlane().subnet().toString(),
            isOf("OPENSTACK_CONTROL_PLANE_SUBNET"),
            lab.openstackControlPlane().bridge(),
            isOf("<bridge name=\"os-ctlplane\""),
            lab.virtualMachineControlPlane().bridge(),
            isOf("<bridge name=\"vm-ctlplane\""),
            "version: \"" + lab.virtualBmc().version() + "\"",
            isOf("VIRTUALBMC_VERSION"),
            "TRIPLEO_DISK_SIZE=" + lab.tripleo().disk().size(),
            isOf("TRIPLEO_DISK_SIZE"),
            "enabled_hardware_types",
            isOf("enabled_hardware_types")));
    return values;
  }

  private static Predicate<LineEffect> isOf(String start) {
    return it -> it.text().startsWith(start);
  }
}
