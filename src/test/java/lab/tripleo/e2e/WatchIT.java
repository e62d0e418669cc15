package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.execution.Verdict;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.secrets.Redaction;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch} in a real terminal, beside a run of the real ansible-playbook on this machine. */
@Timeout(240)
final class WatchIT {
  private static final Clock CLOCK = Clock.systemUTC();

  private static final EveryEvent NOBODY =
      new EveryEvent() {
        @Override
        protected void any(RunEvent event) {
          // The window follows the record.
        }
      };

  @TempDir Path temporary;

  private LabFolder lab;

  private void lab() throws IOException {
    lab = LabFolder.make(temporary, 1);
    Files.createDirectories(lab.file("inventory"));
    Files.createDirectories(lab.file("playbooks"));
    Files.writeString(
        lab.file("inventory/hosts.yml"),
        """
        all:
          hosts:
            here:
              ansible_connection: local
              ansible_python_interpreter: "{{ ansible_playbook_python }}"
        """);
    Files.writeString(
        lab.file("playbooks/prepare.yml"),
        """
        - name: Gates
          hosts: here
          gather_facts: false
          tasks:
            - name: Wait for the first gate
              ansible.builtin.wait_for:
                path: "%1$s/first"
            - name: Open a door
              ansible.builtin.file:
                path: "%1$s/door"
                state: directory
                mode: "0700"
            - name: Wait for the second gate
              ansible.builtin.wait_for:
                path: "%1$s/second"
        """
            .formatted(temporary));
  }

  private Verdict play(Path runFolder) {
    PlaybookRun run =
        new PlaybookRun(
            lab.path(),
            Path.of("inventory/hosts.yml"),
            Path.of("playbooks/prepare.yml"),
            runFolder,
            false,
            List.of(),
            List.of(),
            new Redaction(List.of()),
            Duration.ofMinutes(3));
    try {
      return new AnsiblePlaybook("ansible-playbook", CLOCK).run(run, NOBODY);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void windowFollowsTheRunToItsEnd() throws Exception {
    lab();
    Workspace workspace = new Workspace(lab.path());
    try (RunLock lock = RunLock.take(workspace, "run prepare", CLOCK);
        TerminalWindow none = new TerminalWindow(lab.argv(List.of(), "watch"))) {
      none.sees("there are no runs yet").sees("exit code 2");
      Runs.Started run =
          new Runs(workspace, CLOCK)
              .start(
                  lock,
                  new RunRecord.Start(
                      RunTarget.whole(Stage.PREPARE, RunKind.RUN),
                      Optional.of("a-lab"),
                      "A release",
                      List.of("run", "prepare"),
                      "0.1.0"));
      run.folder().keepGenerated(lab.path());
      CompletableFuture<Verdict> playing =
          CompletableFuture.supplyAsync(() -> play(run.folder().path()));
      try (TerminalWindow window = new TerminalWindow(lab.argv(List.of(), "watch"));
          TerminalWindow other =
              new TerminalWindow(lab.argv(List.of(), "watch", run.record().id()))) {
        window.sees("here: Wait for the first gate").sees(" 1/3 ");
        other.sees("here: Wait for the first gate").pressesCtrlC();
        other.sees("Stopped watching. The run continues.").sees("exit code 130");
        Files.createFile(temporary.resolve("first"));
        window.sees("changed   here: Open a door").sees("here: Wait for the second gate");
        Files.createFile(temporary.resolve("second"));
        assertThat(playing.get(60, TimeUnit.SECONDS).isSuccess()).isTrue();
        run.folder()
            .save(
                run.record()
                    .finished(
                        RunStatus.SUCCEEDED, 0, CLOCK.instant(), Optional.empty(), "", Map.of()));
        window.sees("prepare done in ").sees("exit code 0");
        assertThat(window.text()).doesNotContain("[=");
      }
    }
  }
}
