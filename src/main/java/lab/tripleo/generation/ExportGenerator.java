package lab.tripleo.generation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.Stage;

/**
 * The files for running a lab's playbooks without this program: inventory, playbooks and what they
 * need besides. Pure, as {@link LabGenerator} is.
 */
public final class ExportGenerator {
  private static final List<String> FILES =
      List.of(
          "README.md",
          "AWX.md",
          "ansible.cfg",
          "requirements.txt",
          "requirements.yml",
          "execution-environment.yml",
          "playbooks/workspace.yml",
          "playbooks/files/askpass",
          "workspace/README.md");

  private final Templates templates = new Templates();
  private final LabGenerator labGenerator = new LabGenerator();

  /** A stage with the plays of its playbook, for templates. */
  public record ReadStage(String word, String purpose, List<Playbook.Play> plays) {}

  /**
   * All files of the export.
   *
   * @param runner whether the folder will be the project of a data directory of ansible-runner
   * @param vault whether the export has the lab's secrets, encrypted
   */
  public List<GeneratedFile> generate(Lab lab, boolean runner, boolean vault) {
    GeneratedLab generated = labGenerator.generate(lab);
    List<GeneratedFile> files = new ArrayList<>(generated.files());
    Map<String, Object> model = new HashMap<>();
    model.put("lab", lab);
    model.put("address", remote(lab.hypervisor().address()));
    model.put("ansible", lab.ansible());
    model.put("image", lab.tripleo().disk().image());
    model.put("imageName", "tripleo-lab-" + lab.name().toLowerCase(Locale.ROOT));
    model.put("runner", runner);
    model.put("vault", vault);
    List<Stage> making = Stream.of(Stage.values()).filter(it -> it != Stage.CLEAN).toList();
    model.put("stages", making.stream().map(it -> read(it, generated)).toList());
    for (String file : FILES) {
      files.add(file("export/" + file, file, model));
    }
    for (Stage stage : Stage.values()) {
      model.put("stage", read(stage, generated));
      files.add(file("export/awx.yml", "awx/" + stage.word() + ".yml", model));
    }
    return List.copyOf(files);
  }

  /**
   * The variables file that {@code playbooks/workspace.yml} reads if it exists.
   *
   * @param secrets texts by their path in the workspace; the result has them in plain text
   */
  public String secrets(Map<String, String> secrets) {
    return templates.text("export/secrets.yml", Map.of("secrets", secrets));
  }

  private GeneratedFile file(String source, String path, Map<String, Object> model) {
    return new GeneratedFile(Path.of(path), templates.text(source, model));
  }

  private static ReadStage read(Stage stage, GeneratedLab generated) {
    List<Playbook.Play> plays = generated.playbook(stage.playbook()).plays();
    return new ReadStage(stage.word(), stage.purpose(), plays);
  }

  private static Optional<HypervisorAddress.Remote> remote(HypervisorAddress address) {
    return address instanceof HypervisorAddress.Remote it ? Optional.of(it) : Optional.empty();
  }
}
