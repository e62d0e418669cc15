package lab.tripleo.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.model.Playbook;

/** What {@code --tags} and {@code --start-at} name has to be there: Ansible calls nothing done. */
final class TagCheck {
  private TagCheck() {}

  /**
   * Ends with wrong usage where a name is in none of the stages.
   *
   * @param generated what is generated for the lab
   */
  static void require(RunRequest request, GeneratedLab generated) throws UserError {
    if (request.tags().isEmpty() && request.startAt().isEmpty()) {
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
            "there is no section " + tag + " in " + stages,
            "there are " + String.join(", ", sections),
            null);
      }
    }
    if (request.startAt().isPresent()) {
      String task = request.startAt().get();
      // Ansible takes wildcards too.
      boolean known =
          task.contains("*")
              || playbooks.stream()
                  .flatMap(it -> it.plays().stream())
                  .flatMap(it -> it.tasks().stream())
                  .anyMatch(it -> it.name().equals(task));
      if (!known) {
        throw new UserError(
            ExitCode.USAGE,
            "there is no task \"" + task + "\" in " + stages,
            "the names are in playbooks/, behind `name:`; quote one that has blanks",
            null);
      }
    }
  }
}
