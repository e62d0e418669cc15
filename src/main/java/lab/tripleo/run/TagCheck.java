package lab.tripleo.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.Stage;

/** Checks {@code --tags}: with an unknown tag, Ansible runs nothing and calls that a success. */
final class TagCheck {
  private TagCheck() {}

  /**
   * Throws wrong usage for a tag that is no section of the stages.
   *
   * @param generated what is generated for the lab
   */
  static void require(RunRequest request, GeneratedLab generated) throws UserError {
    if (request.tags().isEmpty()) {
      return;
    }
    List<Playbook> playbooks =
        request.stages().stream().map(it -> generated.playbook(it.playbook())).toList();
    Set<String> sections = new LinkedHashSet<>();
    playbooks.forEach(it -> it.sections().forEach(section -> sections.add(section.name())));
    String stages = request.stages().stream().map(Stage::word).collect(Collectors.joining(", "));
    for (String tag : request.tags()) {
      if (!sections.contains(tag)) {
        throw new UserError(
            ExitCode.USAGE,
            "section " + tag + " not found in " + stages,
            "the sections are " + String.join(", ", sections));
      }
    }
  }
}
