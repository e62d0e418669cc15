package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.tripleo.generation.GoldenLabs.Pair;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People review golden trees, and tools lint them. So they cover each platform with each of its
 * releases, and each task that depends on a setting.
 */
final class GoldenCoverageTest {
  private static final Pattern TASK = Pattern.compile("(?m)^ +- name: (.*)$");

  /** Settings that add tasks to those of every lab of the pair. */
  private static final List<Map<String, String>> SETTINGS =
      List.of(
          Map.of(),
          Map.of(
              "HTTP_PROXY", "http://proxy.example.com:3128",
              "HTTPS_PROXY", "http://proxy.example.com:3128",
              "NO_PROXY", "example.com",
              "CA_BUNDLE", "configuration/company.pem",
              "PYPI_INDEX_URL", "https://pypi.example.com/simple",
              "RDO_MIRROR", "https://rdo.example.com",
              "CENTOS_MIRROR", "https://centos.example.com"),
          Map.of("LIBVIRT_SCOPE", "system"),
          Map.of("HYPERVISOR_CONTROL_PLANE_INTERFACE", ""),
          Map.of("VIRT_TYPE", "kvm"),
          Map.of("VIRT_TYPE", "qemu"),
          Map.of("TRIPLEO_DLRN_HASH", "0".repeat(32)),
          Map.of(
              "TRIPLEO_IMAGE_URL",
              "https://images.example.com/tripleo.qcow2",
              "TRIPLEO_IMAGE_SHA256",
              "1".repeat(64)));

  private final LabGenerator generator = new LabGenerator();

  @TempDir Path folder;

  @Test
  void goldenTreesHaveEachReleaseAndEachTask() throws IOException {
    Map<String, Set<String>> golden = new LinkedHashMap<>();
    Set<Pair> pairs = new HashSet<>();
    for (Path theCase : GoldenLabs.cases()) {
      add(GoldenLabs.lab(theCase, fresh()), golden, pairs);
    }
    add(GoldenLabs.shipped(fresh()), golden, pairs);
    for (Pair pair : GoldenLabs.pairs()) {
      assertThat(pairs).contains(pair);
      for (Map<String, String> settings : SETTINGS) {
        Optional<Lab> lab = GoldenLabs.lab(pair, settings, fresh());
        assertThat(golden.get(pair.platform()))
            .as("tasks of %s with %s", pair, settings)
            .containsAll(lab.map(this::tasks).orElse(Set.of()));
      }
    }
  }

  private void add(Lab lab, Map<String, Set<String>> golden, Set<Pair> pairs) {
    String platform = lab.hypervisor().platform().name();
    golden.computeIfAbsent(platform, it -> new TreeSet<>()).addAll(tasks(lab));
    pairs.add(new Pair(platform, lab.release().name()));
  }

  /** The names of all tasks, without numbers and interfaces from settings. */
  private Set<String> tasks(Lab lab) {
    String nic = lab.hypervisor().controlPlaneInterface().orElse("no interface");
    return generator.generate(lab).files().stream()
        .filter(it -> it.path().toString().endsWith(".yml"))
        .flatMap(it -> TASK.matcher(it.content()).results())
        .map(it -> it.group(1).replace(nic, "NIC").replaceAll("[0-9][0-9./]*", "N"))
        .collect(Collectors.toSet());
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(folder, "lab");
  }
}
