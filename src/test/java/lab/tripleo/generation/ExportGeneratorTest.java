package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.tripleo.model.Lab;
import lab.tripleo.workspace.SshConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportGeneratorTest {
  private static final Path LAB = Path.of("src/test/resources/labs/el9-rhosp-17.1");

  @TempDir private Path temporary;

  static List<GeneratedFile> generate(Lab lab) {
    return generate(lab, false);
  }

  private static List<GeneratedFile> generate(Lab lab, boolean runner) {
    return new ExportGenerator().generate(lab, runner, true);
  }

  @Test
  void filesAreReproducibleWithoutSecretsAndLocalPaths() {
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

  /** The export contains the lock file, and the requirements match it. */
  @Test
  void lockedVersionsAreRequired() {
    Map<String, String> files =
        generate(GoldenLabs.lab(LAB.resolveSibling("el9-locked"), temporary)).stream()
            .collect(Collectors.toMap(it -> it.path().toString(), GeneratedFile::content));
    assertThat(files.get("tripleo-lab.lock"))
        .contains("package: \"11.1.0\"", "community.general: \"10.1.0\"");
    assertThat(files.get("requirements.txt"))
        .contains("\nansible==11.1.0\n", "\nansible-core==2.18.1\n");
    assertThat(files.get("requirements.yml"))
        .contains("tested with 2.18.1", "name: community.general\n    version: 10.1.0\n");
    assertThat(files.get("execution-environment.yml")).contains("ansible-core==2.18.1");
    assertThat(files.get("README.md")).contains("`tripleo-lab.lock`", "Python 3.11 to 3.13");
  }

  /** The ssh.config of the program and that of the export's playbook. */
  @Test
  void sshConfigEqualsThatOfTheProgram() {
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
    assertThat(readme(GoldenLabs.lab(LAB, temporary), false))
        .contains(
            "| `prepare.yml` | make the machine a hypervisor: libvirt, networks, bridges, stack, VirtualBMC |",
            "- Networks - define the two libvirt networks",
            "workspace/passwords/registry.redhat.io");
  }

  /** The export does not contain an image that is a file on the hypervisor. */
  @ParameterizedTest
  @CsvSource({"debian12-qemu, true", "el9-rhosp-17.1, true", "el9-wallaby, false"})
  void readmeNamesAnImageThatIsNotIncluded(String name, boolean said) {
    String readme = readme(GoldenLabs.lab(LAB.resolveSibling(name), temporary), false);
    assertThat(readme.contains("`TRIPLEO_IMAGE_URL=https://...`")).isEqualTo(said);
  }

  /** ansible-runner does not support --extra-vars, --tags and --vault-password-file. */
  @Test
  void readmeUsesTheSyntaxOfAnsibleRunner() {
    Lab lab = GoldenLabs.lab(LAB, temporary);
    assertThat(readme(lab, true))
        .contains(
            "`hypervisor_address: NAME` into `env/extravars`",
            "playbooks/clean.yml --cmdline \"--inventory inventory/hosts.yml --tags plan\"",
            "--cmdline \"--inventory inventory/hosts.yml --vault-password-file FILE\"");
    assertThat(readme(lab, false)).doesNotContain("ansible-runner run", "extravars");
  }

  private static String readme(Lab lab, boolean runner) {
    return generate(lab, runner).stream()
        .filter(it -> it.path().equals(Path.of("README.md")))
        .map(GeneratedFile::content)
        .findFirst()
        .orElseThrow();
  }
}
