package lab.tripleo.generation;

import java.nio.file.Path;
import java.util.List;
import lab.tripleo.model.Playbook;

/**
 * What is generated for a lab.
 *
 * @param files in the order in which a reader would read them
 */
public record GeneratedLab(List<GeneratedFile> files) {
  public GeneratedLab {
    files = List.copyOf(files);
  }

  /**
   * One of its playbooks. It is read each time: most commands need none.
   *
   * @param path relative to the lab folder
   * @throws IllegalArgumentException when no such file is generated
   */
  public Playbook playbook(Path path) {
    return files.stream()
        .filter(it -> it.path().equals(path))
        .findFirst()
        .map(PlaybookReader::read)
        .orElseThrow(() -> new IllegalArgumentException("not generated: " + path));
  }
}
