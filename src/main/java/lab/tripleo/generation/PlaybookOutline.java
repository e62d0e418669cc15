package lab.tripleo.generation;

import java.util.regex.Pattern;

/**
 * How much a generated playbook will do, for progress: known from its text, so that Ansible need
 * not be started twice.
 */
public final class PlaybookOutline {
  private static final Pattern TASK = Pattern.compile("(?m)^ +- name: .*\\R(?! +block:)");
  private static final Pattern FACTS = Pattern.compile("(?m)^  gather_facts: true$");

  private PlaybookOutline() {}

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
