package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playbooks of an export pass the checkers like those of the lab. */
final class ExportGeneratorIT {
  private static final Path LABS = Path.of("src/test/resources/labs");

  @TempDir private Path temporary;
  @TempDir private Path inputs;

  @Test
  void playbooksPassTheCheckers() throws IOException, InterruptedException {
    List<String> playbooks = new ArrayList<>();
    for (String lab : List.of("debian12-qemu", "el9-rhosp-17.1")) {
      write(lab);
      playbooks.add(lab + "/playbooks/workspace.yml");
      playbooks.add(lab + "/awx/prepare.yml");
      playbooks.add(lab + "/awx/clean.yml");
    }
    AnsibleTools tools = new AnsibleTools(temporary);
    for (String playbook : playbooks) {
      Path lab = Path.of(playbook).getName(0);
      tools.playbook(List.of("--syntax-check", "-i", lab + "/inventory/hosts.yml", playbook));
    }
    List<String> strict = new ArrayList<>(List.of("--profile", "production", "--offline"));
    strict.addAll(playbooks.stream().filter(it -> it.contains("workspace")).toList());
    tools.checker("ansible-lint", strict);
    Path rules = Path.of(".yamllint").toAbsolutePath();
    List<String> yaml = new ArrayList<>(List.of("--strict", "-c", rules.toString()));
    for (String lab : List.of("debian12-qemu", "el9-rhosp-17.1")) {
      yaml.addAll(List.of(lab + "/awx", lab + "/playbooks", lab + "/requirements.yml"));
      yaml.add(lab + "/execution-environment.yml");
    }
    tools.checker("yamllint", yaml);
  }

  /** Without building the image itself, which needs a registry. */
  @Test
  void ansibleBuilderAcceptsTheExecutionEnvironment() throws IOException, InterruptedException {
    write("el9-rhosp-17.1");
    Path context = temporary.resolve("context");
    new AnsibleTools(temporary)
        .checker(
            "ansible-builder",
            List.of(
                "create",
                "--file=el9-rhosp-17.1/execution-environment.yml",
                "--context=" + context,
                "--output-filename=Containerfile"));
    assertThat(context.resolve("Containerfile"))
        .content()
        .contains(
            "ansible-core==2.19.14",
            "ansible-runner==2.4.3",
            "PYCMD=\"/usr/bin/python3.11\"",
            "PYPKG=\"python3.11\"");
    assertThat(context.resolve("_build/requirements.yml"))
        .hasSameTextualContentAs(temporary.resolve("el9-rhosp-17.1/requirements.yml"));
  }

  private void write(String name) throws IOException {
    Lab lab = GoldenLabs.lab(LABS.resolve(name), Files.createDirectory(inputs.resolve(name)));
    for (GeneratedFile file : ExportGeneratorTest.generate(lab)) {
      Path target = temporary.resolve(name).resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.content());
    }
  }
}
