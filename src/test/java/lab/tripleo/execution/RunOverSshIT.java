package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ansible over real ssh, from a lab folder with a long and difficult name, and what it leaves
 * behind.
 */
@Timeout(120)
class RunOverSshIT {
  @TempDir Path temporary;

  @Test
  void sharesOneConnectionAndClosesIt() throws Exception {
    Path lab = temporary.resolve("a lab's \"long\" 100% #1 name " + "x".repeat(100));
    Path runFolder = Files.createDirectories(lab.resolve("workspace/runs/one"));
    Path key = lab.resolve("workspace/key");
    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
        .start()
        .waitFor();
    Files.createDirectories(lab.resolve("inventory"));
    Files.createDirectories(lab.resolve("playbooks"));
    Files.writeString(lab.resolve("inventory/hosts.yml"), INVENTORY);
    Files.writeString(lab.resolve("playbooks/try.yml"), PLAYBOOK);
    Path folder = Files.createDirectories(temporary.resolve("sshd"));
    EventText events = new EventText();
    try (LocalSshd sshd = new LocalSshd(folder, LocalSshd.Account.normal())) {
      new Authoriser(sshd.endpoint(), "root", HostKeys.fetch(sshd.endpoint()))
          .authorise(
              LocalSshd.PASSWORD.toCharArray(),
              Files.readString(lab.resolve("workspace/key.pub")).strip());
      Files.writeString(
          lab.resolve("workspace/known_hosts"),
          HostKeys.fetch(sshd.endpoint()).line("hyper") + "\n");
      Files.writeString(lab.resolve("workspace/ssh.config"), config(sshd));
      Verdict verdict =
          new AnsiblePlaybook("ansible-playbook", Clock.systemUTC())
              .run(run(lab, runFolder), events);
      assertThat(verdict.explanation())
          .as(events.text() + Files.readString(runFolder.resolve("stderr.log")))
          .isEqualTo("hyper: ok 5, changed 0");
      long logins = sshd.log().lines().filter(line -> line.contains("Accepted publickey")).count();
      assertThat(logins).as(sshd.log()).isEqualTo(1);
      assertThat(masters(sshd)).isEmpty();
    }
  }

  private static List<String> masters(LocalSshd sshd) {
    String port = Integer.toString(sshd.endpoint().port());
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("ControlPersist") && line.contains(port))
        .toList();
  }

  private static PlaybookRun run(Path lab, Path runFolder) {
    return new PlaybookRun(
        lab,
        Path.of("inventory/hosts.yml"),
        Path.of("playbooks/try.yml"),
        runFolder,
        false,
        List.of(),
        List.of(),
        new Redaction(List.of()),
        Duration.ofSeconds(90));
  }

  private static String config(LocalSshd sshd) {
    return """
    Host hyper
      HostName 127.0.0.1
      Port %d
      User root
      IdentityFile workspace/key
      IdentitiesOnly yes
      IdentityAgent none
      HostKeyAlias hyper
      UserKnownHostsFile workspace/known_hosts
      StrictHostKeyChecking yes
    """
        .formatted(sshd.endpoint().port());
  }

  private static final String INVENTORY =
      """
      all:
        hosts:
          hyper:
            ansible_ssh_common_args: -F workspace/ssh.config
            ansible_python_interpreter: "{{ ansible_playbook_python }}"
      """;

  private static final String PLAYBOOK =
      """
      - name: Try
        hosts: hyper
        gather_facts: false
        tasks:
          - name: Say a number
            ansible.builtin.command: "echo {{ item }}"
            loop: [1, 2]
            changed_when: false
          - name: Ping
            ansible.builtin.ping:
          - name: Ping again
            ansible.builtin.ping:
          - name: Ping once more
            ansible.builtin.ping:
          - name: Ping at last
            ansible.builtin.ping:
      """;
}
