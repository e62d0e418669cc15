package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaybookOutlineTest {
  @Test
  void countsWhatAnsibleAnnounces() {
    String playbook =
        """
        - name: A play
          hosts: all
          gather_facts: true
          tasks:
            - name: One
              ansible.builtin.debug:
            - name: A block is no task
              block:
                - name: Two
                  ansible.builtin.debug:
        - name: Another
          gather_facts: false
          tasks:
            - name: Three
              ansible.builtin.debug:
        """;
    assertThat(PlaybookOutline.taskCount(playbook)).isEqualTo(4);
  }

  @Test
  void sectionsFromAPlayOn() {
    String playbook =
        """
        - name: Preflight - look
          hosts: all
          tags: [always]
          tasks:
            - name: One
              tags: [inner]
        - name: Bridge - make it
          hosts: all
          environment:
            A: b
          tags: [bridge, network]
        - name: Bridge - and more
          tags: [bridge]
        - name: Summary
          tags: [summary]
        """;
    assertThat(PlaybookOutline.sectionsFrom(playbook, "Preflight - look"))
        .containsExactly("bridge", "network", "summary");
    assertThat(PlaybookOutline.sectionsFrom(playbook, "Bridge - and more"))
        .containsExactly("bridge", "summary");
    assertThat(PlaybookOutline.sectionsFrom(playbook, "Another")).isEmpty();
  }
}
