package lab.tripleo.model;

import java.util.List;

/**
 * A part of a stage that can run by itself: the plays that share a tag.
 *
 * @param name the tag; never {@code always} or {@code never}, which Ansible keeps for itself
 * @param plays in the order of the playbook
 */
public record Section(String name, List<Playbook.Play> plays) {
  public Section {
    plays = List.copyOf(plays);
  }

  /** Whether it runs only if it is named. */
  public boolean isOnlyByName() {
    return plays.stream().allMatch(it -> it.tags().contains(Playbook.NEVER));
  }
}
