package lab.tripleo.model;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A generated playbook.
 *
 * @param path relative to the lab folder
 * @param plays in their order; none where it only imports other playbooks
 */
public record Playbook(Path path, List<Play> plays) {
  private static final String ALWAYS = "always";
  static final String NEVER = "never";

  public Playbook {
    plays = List.copyOf(plays);
  }

  /**
   * A play.
   *
   * @param tags its own
   * @param tasks in their order, with those of its blocks, and with the task by which Ansible
   *     gathers facts
   */
  public record Play(String name, List<String> tags, List<Task> tasks) {
    public Play {
      tags = List.copyOf(tags);
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * A task.
   *
   * @param tags its own and those that it inherits from its blocks and its play
   */
  public record Task(String name, Set<String> tags) {
    public Task {
      tags = Set.copyOf(tags);
    }

    /** Whether Ansible runs it with these tags; no tags stand for {@code all}. */
    private boolean runsWith(Collection<String> chosen) {
      boolean all = chosen.isEmpty() || chosen.contains("all");
      return tags.contains(ALWAYS)
          || (all && !tags.contains(NEVER))
          || chosen.stream().anyMatch(tags::contains);
    }
  }

  /** All its sections, in the order of their first plays. */
  public List<Section> sections() {
    return sections(plays);
  }

  /**
   * The sections from a play on.
   *
   * @return empty when there is no play of that name
   */
  public List<Section> sectionsFrom(String play) {
    return sections(plays.stream().dropWhile(it -> !it.name().equals(play)).toList());
  }

  private static List<Section> sections(List<Play> plays) {
    return plays.stream()
        .flatMap(it -> it.tags().stream())
        .filter(it -> !it.equals(ALWAYS) && !it.equals(NEVER))
        .distinct()
        .map(tag -> new Section(tag, plays.stream().filter(it -> it.tags().contains(tag)).toList()))
        .toList();
  }

  /**
   * The names of the tasks that Ansible announces, in their order. Those in {@code rescue} are
   * included, although they may not run.
   *
   * @param tags the chosen sections; empty for all
   */
  public List<String> taskNames(Collection<String> tags) {
    return plays.stream()
        .flatMap(it -> it.tasks().stream())
        .filter(it -> it.runsWith(tags))
        .map(Task::name)
        .toList();
  }
}
