package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.EventText;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.execution.Verdict;
import lab.tripleo.generation.GoldenLabs;
import lab.tripleo.generation.OldAnsible;
import lab.tripleo.generation.OldPythons;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The old versions of Ansible for hosts with Python 2.7 and 3.6; {@code check} installs them.
 * {@link SystemScopeIT} tests one on a hypervisor and a virtual machine.
 */
final class OldAnsibleIT {
  private static final String ITS_OWN_PYTHON = "{{ ansible_playbook_python }}";
  private static final String PASSWORD = "aSecretOf25LettersAndDigi";

  /** Each result of a task, and one module of each collection that needs no machine. */
  private static final String PLAYBOOK =
      """
      - name: Try
        hosts: here
        gather_facts: false
        tasks:
          - name: Write a file
            ansible.builtin.copy:
              content: "hell\u00f6 {{ folder is defined }}"
              dest: "{{ folder }}/hello"
              mode: "0600"
            notify: Look at it
          - name: Write the same again
            ansible.builtin.copy:
              content: "hell\u00f6 True"
              dest: "{{ folder }}/hello"
              mode: "0600"
          - name: Add a block
            ansible.builtin.blockinfile:
              path: "{{ folder }}/hello"
              block: more
          - name: Authorise a key
            ansible.posix.authorized_key:
              user: "{{ lookup('pipe', 'id -un') }}"
              path: "{{ folder }}/authorized_keys"
              manage_dir: false
              key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl8 me
          - name: Set an option
            community.general.ini_file:
              path: "{{ folder }}/settings"
              section: one
              option: two
              value: three
              mode: "0600"
          - name: Go round
            ansible.builtin.command:
              argv: [echo, "{{ item }}"]
            changed_when: false
            loop: [one, two]
          - name: Try twice
            ansible.builtin.command: test -e {{ folder }}/not-there
            changed_when: false
            register: there
            retries: 2
            delay: 0
            until: there is succeeded
            ignore_errors: true
          - name: Leave out
            ansible.builtin.command: echo never
            when: there is succeeded
          - name: Tell %s
            ansible.builtin.command: echo %s
            changed_when: false
          - name: Be rescued
            block:
              - name: Fail
                ansible.builtin.shell: echo the reason >&2; exit 3
                changed_when: false
            rescue:
              - name: Rescue
                ansible.builtin.assert:
                  that: ansible_failed_result.rc == 3
                  quiet: true
        handlers:
          - name: Look at it
            ansible.builtin.slurp:
              src: "{{ folder }}/hello"
      """
          .formatted(PASSWORD, PASSWORD);

  @TempDir Path folder;

  static List<Path> ansibles() {
    return OldAnsible.programs();
  }

  @ParameterizedTest
  @MethodSource("ansibles")
  void oldAnsibleAcceptsThePlaybooksOfEachLab(Path ansible) throws IOException {
    // site.yml imports all other playbooks; the inventory's names are the same in each tree.
    List<String> argv =
        new ArrayList<>(List.of(ansible.toString(), "--syntax-check", "-i", "inventory/hosts.yml"));
    argv.add("playbooks/site.yml");
    for (Path tree : GoldenLabs.write(folder.resolve("trees"))) {
      argv.add(tree.resolve("playbooks/site.yml").toString());
    }
    RunResult result = Command.start(argv, Map.of("ANSIBLE_HOME", folder.toString()), "").await();
    assertThat(result.exitCode()).as(result::everything).isZero();
    assertThat(result.stderr()).as(result::everything).doesNotContain("DEPRECATION", "ERROR");
  }

  @Test
  void oldAnsibleReportsTheSameEventsAsTheNewest() throws IOException {
    EventText newest = run("ansible-playbook", ITS_OWN_PYTHON);
    for (Path ansible : ansibles()) {
      for (String python : OldPythons.ofThisMachine()) {
        EventText old = run(ansible.toString(), python);
        assertThat(version(old)).matches("2\\.1[56]\\..*").isNotEqualTo(version(newest));
        assertThat(withoutVersion(old)).as(python).isEqualTo(withoutVersion(newest));
      }
    }
  }

  private static String withoutVersion(EventText events) {
    return String.join("\n", events.lines().subList(1, events.lines().size()));
  }

  private static String version(EventText events) {
    return ((RunEvent.RunStarted) events.events().get(0)).ansibleVersion();
  }

  private EventText run(String ansible, String python) throws IOException {
    Path lab = Files.createTempDirectory(folder, "lab");
    Path record = Files.createDirectories(lab.resolve("workspace/run"));
    Files.writeString(lab.resolve("workspace/password"), PASSWORD);
    Files.writeString(
        lab.resolve("hosts.yml"),
        """
        all:
          hosts:
            here:
              ansible_connection: local
              ansible_python_interpreter: "%s"
              folder: "%s"
        """
            .formatted(python, Files.createDirectory(lab.resolve("made"))));
    Files.writeString(lab.resolve("try.yml"), PLAYBOOK);
    PlaybookRun run =
        new PlaybookRun(
            lab,
            Path.of("hosts.yml"),
            Path.of("try.yml"),
            record,
            false,
            List.of(),
            List.of(lab.resolve("workspace/password")),
            new Redaction(List.of(PASSWORD)),
            Duration.ofMinutes(3));
    EventText events = new EventText();
    Verdict verdict = new AnsiblePlaybook(ansible, Clock.systemUTC()).run(run, events);
    assertThat(verdict)
        .as(
            () ->
                events.text()
                    + read(record.resolve("ansible.log"))
                    + read(record.resolve("stderr.log")))
        .isInstanceOf(Verdict.Succeeded.class);
    assertThat(read(record.resolve("stderr.log")))
        .doesNotContain("DEPRECATION", "Traceback", "callback");
    assertThat(read(record.resolve("events.jsonl")))
        .contains("Tell ********")
        .doesNotContain(PASSWORD);
    return events;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
