package lab.tripleo.generation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a generated playbook will do: known from its text, so that Ansible need not be started
 * twice.
 */
public final class PlaybookOutline {
  private static final Pattern TASK = Pattern.compile("(?m)^ +- name: .*\\R(?! +block:)");
  private static final Pattern FACTS = Pattern.compile("(?m)^  gather_facts: true$");

  private static final Pattern PLAY =
      Pattern.compile("(?m)^- name: (.*)\\R(?:  .*\\R)*?  tags: \\[(.*)]$");
  private static final String ALWAYS = "always";

  private PlaybookOutline() {}

  /**
   * The sections from a play's on: the tags with which Ansible does the rest. Plays that the rest
   * needs are tagged {@code always} besides, which is no section.
   *
   * @param play its name
   * @return empty when there is no such play
   */
  public static List<String> sectionsFrom(String playbook, String play) {
    List<MatchResult> plays = PLAY.matcher(playbook).results().toList();
    return plays.stream()
        .dropWhile(it -> !it.group(1).equals(play))
        .flatMap(it -> Arrays.stream(it.group(2).split(", ")))
        .filter(it -> !it.equals(ALWAYS))
        .distinct()
        .toList();
  }

  /** All its sections: the tags that choose some of them. */
  public static Set<String> sections(String playbook) {
    return PLAY.matcher(playbook)
        .results()
        .flatMap(it -> Arrays.stream(it.group(2).split(", ")))
        .filter(it -> !it.equals(ALWAYS))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The names of its plays, in their order. */
  public static List<String> plays(String playbook) {
    return PLAY.matcher(playbook).results().map(it -> it.group(1)).toList();
  }

  /**
   * Number of tasks that Ansible will announce for this playbook: its tasks, and one for each play
   * that gathers facts. Tasks in {@code rescue} and handlers are counted although they may not
   * come.
   */
  public static int taskCount(String playbook) {
    return (int)
        (TASK.matcher(playbook).results().count() + FACTS.matcher(playbook).results().count());
  }
}
