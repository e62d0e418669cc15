package lab.tripleo.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.PlaybookOutline;

/** What {@code --tags} and {@code --start-at} name has to be there: Ansible calls nothing done. */
final class TagCheck {
  private TagCheck() {}

  /**
   * Ends with wrong usage where a name is in none of the stages.
   *
   * @param files as they are generated
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
              || playbooks.stream().anyMatch(it -> PlaybookOutline.hasTask(it, task));
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
