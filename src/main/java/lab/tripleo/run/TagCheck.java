package lab.tripleo.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.PlaybookOutline;
import lab.tripleo.model.Stage;

/** Checks {@code --tags}: with an unknown tag, Ansible runs nothing and calls that a success. */
final class TagCheck {
  private TagCheck() {}

  /**
   * Throws wrong usage for a tag that is no section of the stages.
   *
   * @param files the generated ones
   */
  static void require(RunRequest request, List<GeneratedFile> files) throws UserError {
    List<String> playbooks =
        files.stream()
            .filter(it -> request.stages().stream().anyMatch(s -> s.playbook().equals(it.path())))
            .map(GeneratedFile::content)
            .toList();
    Set<String> sections = new LinkedHashSet<>();
    playbooks.forEach(it -> sections.addAll(PlaybookOutline.sections(it)));
    String stages = request.stages().stream().map(Stage::word).collect(Collectors.joining(", "));
    for (String tag : request.tags()) {
      if (!sections.contains(tag)) {
        throw new UserError(
            ExitCode.USAGE,
            "section " + tag + " not found in " + stages,
            "the sections are " + String.join(", ", sections),
            null);
      }
    }
  }
}
