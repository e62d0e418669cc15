package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.tripleo.generation.ExportGenerator.Ansible;
import lab.tripleo.generation.ExportGenerator.Stage;
import lab.tripleo.model.Lab;
import lab.tripleo.workspace.SshConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportGeneratorTest {
  private static final Path LAB = Path.of("src/test/resources/labs/el9-rhosp-17.1");

  @TempDir private Path temporary;

  static List<GeneratedFile> generate(Lab lab) {
    Ansible ansible =
        new Ansible("1.0", "2.0", "3.11", new TreeMap<>(Map.of("community.general", "3.0")));
    List<Stage> stages =
        List.of(new Stage("prepare", "do this"), new Stage("tripleo-prepare", "do that"));
    return new ExportGenerator()
        .generate(lab, stages, new Stage("clean", "take it away"), ansible, false, true);
  }

  @Test
  void sameLabGivesTheSameFilesWithoutASecretOrAPathOfThisMachine() {
    Lab lab = GoldenLabs.lab(LAB, temporary);
    List<GeneratedFile> files = generate(lab);
    assertThat(files).isEqualTo(generate(lab));
    assertThat(files)
        .allSatisfy(
            it ->
                assertThat(it.content())
                    .doesNotContain("PRIVATE KEY", temporary.toString())
                    .endsWith("\n"));
  }

  /** The one that the program writes and the one that the export's playbook writes. */
  @Test
  void configurationOfSshIsTheProgramsOwn() {
    Lab lab = GoldenLabs.lab(LAB, temporary);
    String playbook =
        generate(lab).stream()
            .filter(it -> it.path().endsWith("workspace.yml"))
            .map(GeneratedFile::content)
            .findFirst()
            .orElseThrow();
    String written =
        playbook
            .lines()
            .dropWhile(it -> !it.contains("# Written by tripleo-lab"))
            .takeWhile(it -> it.isEmpty() || it.startsWith("          "))
            .map(it -> it.isEmpty() ? it : it.substring("          ".length()))
            .collect(Collectors.joining("\n", "", "\n"))
            .replace("{{ workspace }}", "/lab/workspace")
            .replace("{{ (workspace ~ '/ssh.config') | quote }}", "/lab/workspace/ssh.config")
            .replace("{{ hypervisor_address }}", "hypervisor.example.org")
            .replace("{{ hypervisor_port }}", "22");
    String tripleo = lab.virtualMachineControlPlane().tripleoAddress().toString();
    SshConfig own =
        new SshConfig(
            Path.of("/lab/workspace"), "hypervisor.example.org", 22, Optional.of(tripleo));
    assertThat(written).isEqualTo(own.text());
  }

  @Test
  void readmeNamesStagesWithTheirPlays() {
    String readme =
        generate(GoldenLabs.lab(LAB, temporary)).stream()
            .filter(it -> it.path().equals(Path.of("README.md")))
            .map(GeneratedFile::content)
            .findFirst()
            .orElseThrow();
    assertThat(readme)
        .contains(
            "| `prepare.yml` | do this |",
            "- Networks - define the two libvirt networks",
            "workspace/passwords/registry.redhat.io");
  }
}
