package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.Section;
import org.junit.jupiter.api.Test;

final class GeneratedLabTest {
  private static final Path PATH = Path.of("playbooks/prepare.yml");

  private static Playbook playbook(String text) {
    return new GeneratedLab(List.of(new GeneratedFile(PATH, text))).playbook(PATH);
  }

  @Test
  void countsTheTasksThatAnsibleAnnounces() {
    String playbook =
        """
        - name: A play
          hosts: all
          gather_facts: true
          tasks:
            - name: One
              ansible.builtin.debug:
            - name: A block is no task
              when: sure
              block:
                - name: Two
                  ansible.builtin.debug:
              rescue:
                - name: 'Two: "failed"'
                  ansible.builtin.debug:
                  vars:
                    machines:
                      - name: A value
        - name: Another
          hosts: all
          gather_facts: false
          tasks:
            - name: Without a result
              ansible.builtin.meta: reset_connection
            - name: Three
              ansible.builtin.debug:
                msg: !unsafe "{{"
        """;
    assertThat(playbook(playbook).taskNames(List.of())).hasSize(5);
    assertThat(playbook(playbook).plays())
        .flatMap(Playbook.Play::tasks)
        .extracting(Playbook.Task::name)
        .containsExactly("Gathering Facts", "One", "Two", "Two: \"failed\"", "Three");
  }

  private static final String SECTIONS =
      """
      - name: Preflight - look
        hosts: all
        gather_facts: false
        tags: [always]
        tasks:
          - name: One
            tags: [inner]
      - name: Bridge - make it
        hosts: all
        gather_facts: true
        environment:
          A: b
        tags: [bridge, network]
        tasks:
          - name: In a block
            tags: [deep]
            block:
              - name: Two
              - name: Three
      - name: Bridge - and more
        hosts: all
        gather_facts: false
        tags: [bridge]
        tasks:
          - name: Four
      - name: Summary
        hosts: all
        gather_facts: false
        tags: [never, summary]
        tasks:
          - name: Five
      """;

  @Test
  void sectionsFromAPlayOn() {
    Playbook playbook = playbook(SECTIONS);
    assertThat(playbook.sections())
        .extracting(Section::name)
        .containsExactly("bridge", "network", "summary");
    assertThat(playbook.sections().get(0).plays())
        .extracting(Playbook.Play::name)
        .containsExactly("Bridge - make it", "Bridge - and more");
    assertThat(playbook.sectionsFrom("Preflight - look")).isEqualTo(playbook.sections());
    assertThat(playbook.sectionsFrom("Bridge - and more"))
        .extracting(Section::name)
        .containsExactly("bridge", "summary");
    assertThat(playbook.sectionsFrom("Another")).isEmpty();
  }

  @Test
  void countsTheTasksOfTheChosenSections() {
    Playbook playbook = playbook(SECTIONS);
    assertThat(playbook.taskNames(List.of())).hasSize(5);
    assertThat(playbook.taskNames(List.of("all", "summary"))).hasSize(6);
    assertThat(playbook.taskNames(List.of("network"))).hasSize(4);
    assertThat(playbook.taskNames(List.of("deep"))).hasSize(3);
    assertThat(playbook.taskNames(List.of("summary"))).hasSize(2);
  }

  @Test
  void foreignPlaybookHasNoPlays() {
    assertThat(playbook("- name: A\n  import_playbook: a.yml\n").plays()).isEmpty();
    assertThatThrownBy(() -> new GeneratedLab(List.of()).playbook(PATH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
