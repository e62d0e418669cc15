package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ansible-playbook on the PATH, on this machine, in a folder with a difficult name. */
@Timeout(120)
class AnsiblePlaybookIT {
  private static final String PASSWORD = "aSecretOf25LettersAndDigi";

  @TempDir Path temporary;

  private final EventText events = new EventText();
  private Path lab;
  private Path runFolder;

  @BeforeEach
  void labFolder() throws IOException {
    lab = temporary.resolve("a lab: it's 100% $no #1 \"ü\"");
    runFolder = lab.resolve("workspace/runs/one");
    Files.createDirectories(runFolder);
    Files.createDirectories(lab.resolve("playbooks"));
    Files.createDirectories(lab.resolve("inventory"));
    Files.writeString(lab.resolve("workspace/password"), PASSWORD);
    Files.writeString(
        lab.resolve("inventory/hosts.yml"),
        """
        all:
          hosts:
            here:
              ansible_connection: local
              ansible_python_interpreter: "{{ ansible_playbook_python }}"
            there:
              ansible_host: 127.0.0.1
              ansible_port: 9
        """);
  }

  private void playbook(String hosts, String tasks) throws IOException {
    String play = "- name: Try\n  hosts: " + hosts + "\n  gather_facts: false\n  tasks:\n";
    Files.writeString(lab.resolve("playbooks/try.yml"), play + tasks.indent(4));
  }

  private static String task(String name, String command) {
    return "- name: %s\n  ansible.builtin.command: %s\n  changed_when: false\n"
        .formatted(name, command);
  }

  private PlaybookRun playbookRun(List<String> tags) {
    return playbookRun(tags, List.of("password"));
  }

  private PlaybookRun playbookRun(List<String> tags, List<String> secrets) {
    List<Path> files = secrets.stream().map(it -> lab.resolve("workspace").resolve(it)).toList();
    return new PlaybookRun(
        lab,
        Path.of("inventory/hosts.yml"),
        Path.of("playbooks/try.yml"),
        runFolder,
        false,
        tags,
        files,
        new Redaction(files.stream().flatMap(AnsiblePlaybookIT::lines).toList()),
        Duration.ofSeconds(60));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private AnsiblePlaybook ansible(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    return new AnsiblePlaybook("ansible-playbook", environment, Clock.systemUTC());
  }

  private Verdict run() throws IOException {
    return ansible(Map.of()).run(playbookRun(List.of()), events);
  }

  @Test
  void succeedsAndKeepsItsRecord() throws IOException {
    playbook("here", task("Say hello", "echo hello"));
    Verdict verdict = run();
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.Succeeded.class);
    assertThat(verdict.explanation()).isEqualTo("here: ok 1, changed 0");
    assertThat(events.events().get(0)).isInstanceOf(RunEvent.RunStarted.class);
    assertThat(runFolder.resolve("ansible.log")).content().contains("PLAY RECAP");
    for (String name : List.of("events.jsonl", "ansible.log", "stderr.log")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(runFolder.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when = "A task prints a secret of the workspace",
      then = "Events, record and screen show ******** instead")
  void masksSecretsInEvents() throws IOException {
    playbook("here", task("Tell " + PASSWORD, "echo before " + PASSWORD + " after"));
    assertThat(run().isSuccess()).as(this::everything).isTrue();
    assertThat(runFolder.resolve("events.jsonl"))
        .content()
        .doesNotContain(PASSWORD)
        .contains("before ******** after");
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when = "A task fails and prints arguments and output with secrets of the workspace",
      then = "Events, ansible.log, stderr.log and the explanation show ******** instead")
  void masksSecretsOfATaskThatFails() throws IOException {
    Files.writeString(lab.resolve("workspace/password"), "robot\nwe'll \\ \"quoted\"\n");
    Files.writeString(lab.resolve("workspace/other"), PASSWORD + "\n");
    playbook(
        "here",
        """
        - name: Tell
          ansible.builtin.command:
            argv: [sh, -c, 'echo "$1"; echo "$1" >&2; echo "$2"; exit 3', sh, %s, 'we''ll \\ "quoted"']
        """
            .formatted(PASSWORD));
    PlaybookRun run = playbookRun(List.of(), List.of("password", "other"));
    Verdict verdict = ansible(Map.of()).run(run, events);
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.Failed.class);
    for (String name : List.of("events.jsonl", "ansible.log", "stderr.log")) {
      assertThat(runFolder.resolve(name)).content().doesNotContain(PASSWORD, "we'll", "quoted\\\"");
    }
    assertThat(verdict.explanation() + events.events())
        .contains("********")
        .doesNotContain(PASSWORD);
    assertThat(runFolder.resolve("ansible.log")).content().contains("********", "exit 3");
  }

  @Test
  void ignoresTheUsersAnsibleVariables() throws IOException {
    playbook("here", task("Say hello", "echo hello"));
    Map<String, String> hostile =
        Map.of("ANSIBLE_STDOUT_CALLBACK", "no.such.callback", "ANSIBLE_CHECK_MODE_MARKERS", "x");
    Verdict verdict = ansible(hostile).run(playbookRun(List.of()), events);
    assertThat(verdict.isSuccess()).as(this::everything).isTrue();
  }

  @Test
  void namesTheFailedTaskAndTheCause() throws IOException {
    playbook("here", task("Break", "sh -c 'echo the reason >&2; exit 3'"));
    Verdict verdict = run();
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict.explanation())
        .startsWith("The task 'Break' failed on here: ")
        .contains("non-zero return code: the reason");
  }

  @Test
  void namesTheUnreachableHost() throws IOException {
    playbook("there", task("Call", "echo"));
    Verdict verdict = run();
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict.explanation())
        .startsWith("there could not be reached at the task 'Call'")
        .contains("refused");
  }

  @Test
  void ignoredFailuresAreNoFailures() throws IOException {
    playbook("here", task("Break", "\"false\"") + "  ignore_errors: true\n");
    assertThat(run()).as(this::everything).isInstanceOf(Verdict.Succeeded.class);
    assertThat(events.events())
        .filteredOn(RunEvent.HostFinished.class::isInstance)
        .map(RunEvent.HostFinished.class::cast)
        .allMatch(failed -> failed.outcome() == Outcome.FAILED && failed.tolerated());
  }

  @Test
  void nothingMatchedIsNotASuccess() throws IOException {
    playbook("nobody", task("Never", "echo"));
    assertThat(run()).as(this::everything).isInstanceOf(Verdict.NothingMatched.class);
    playbook("here", task("Never", "echo"));
    assertThat(ansible(Map.of()).run(playbookRun(List.of("no-such-tag")), events))
        .isInstanceOf(Verdict.NothingMatched.class);
  }

  @Test
  void wrongPlaybookCouldNotStart() throws IOException {
    Files.writeString(lab.resolve("playbooks/try.yml"), "- name: [\n");
    Verdict verdict = run();
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.CouldNotStart.class);
    assertThat(((Verdict.CouldNotStart) verdict).stderrTail()).isNotEmpty();
    assertThat(events.events()).isEmpty();
  }

  @Test
  void missingInventoryCouldNotStart() throws IOException {
    playbook("here", task("Never", "echo"));
    Files.delete(lab.resolve("inventory/hosts.yml"));
    assertThat(run()).as(this::everything).isInstanceOf(Verdict.CouldNotStart.class);
  }

  /** A task that runs once, in a play that also matches this machine. */
  @Test
  void taskThatRunsOnceHasOneAnswer() throws IOException {
    playbook("all:localhost", "- ansible.builtin.assert:\n    that: true\n  run_once: true\n");
    PlaybookRun run = playbookRun(List.of());
    PlaybookRun check =
        new PlaybookRun(
            lab,
            run.inventory(),
            run.playbook(),
            runFolder,
            true,
            run.tags(),
            run.secretFiles(),
            run.redaction(),
            run.limit());
    Verdict verdict = ansible(Map.of()).run(check, events);
    assertThat(verdict.explanation()).as(this::everything).isEqualTo("here: ok 1, changed 0");
    assertThat(events.events())
        .noneMatch(RunEvent.TaskPlanned.class::isInstance)
        .filteredOn(RunEvent.PlayStarted.class::isInstance)
        .singleElement()
        .extracting(it -> ((RunEvent.PlayStarted) it).hosts())
        .isEqualTo(List.of("here", "there"));
  }

  @Test
  void missingAnsibleCouldNotStart() throws IOException {
    playbook("here", task("Never", "echo"));
    Verdict verdict =
        new AnsiblePlaybook("/no/such/ansible-playbook", Clock.systemUTC())
            .run(playbookRun(List.of()), events);
    assertThat(verdict).isInstanceOf(Verdict.CouldNotStart.class);
    assertThat(verdict.explanation()).contains("program not found: /no/such/ansible-playbook");
  }

  @Test
  void refusesPlaybooksThatPrompt() throws IOException {
    Files.writeString(
        lab.resolve("playbooks/try.yml"), "- hosts: here\n  vars_prompt:\n    - name: password\n");
    Verdict verdict = run();
    assertThat(verdict).as(this::everything).isInstanceOf(Verdict.CouldNotStart.class);
    assertThat(verdict.explanation()).contains("a play asks for 'password' (vars_prompt)");
  }

  @Test
  void otherPlaybooksMayPrompt() throws IOException {
    Files.writeString(
        lab.resolve("playbooks/mine.yml"), "- hosts: here\n  vars_prompt:\n    - name: password\n");
    playbook("here", task("Say hello", "echo hello"));
    assertThat(run().isSuccess()).as(this::everything).isTrue();
  }

  @Test
  void interruptionLeavesNoProcesses() throws Exception {
    playbook("here", task("Wait", "sleep 299.5"));
    CountDownLatch waiting = new CountDownLatch(1);
    AnsiblePlaybook ansible = ansible(Map.of());
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    EveryEvent watch =
        new EveryEvent() {
          @Override
          protected void any(RunEvent event) {
            if (event instanceof RunEvent.HostStarted) {
              waiting.countDown();
            }
          }
        };
    Thread thread =
        new Thread(
            () -> {
              try {
                verdict.complete(ansible.run(playbookRun(List.of()), watch));
              } catch (IOException broken) {
                verdict.completeExceptionally(broken);
              }
            });
    thread.start();
    assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(verdict.get(20, TimeUnit.SECONDS)).isInstanceOf(Verdict.Interrupted.class);
    assertThat(verdict.get().explanation()).startsWith("Interrupted during the task 'Wait'.");
    assertThat(
            ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 299.5")))
        .isEmpty();
  }

  @Test
  void exceptionOfTheListenerDoesNotDisturbTheRun() throws IOException {
    playbook("here", task("Say hello", "echo hello"));
    EveryEvent broken =
        new EveryEvent() {
          @Override
          protected void any(RunEvent event) {
            throw new IllegalStateException("screen gone");
          }
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> ansible(Map.of()).run(playbookRun(List.of()), broken))
        .hasMessage("screen gone");
    assertThat(runFolder.resolve("ansible.log")).content().contains("PLAY RECAP");
  }

  @Test
  @Fault(
      in = Area.DISK,
      when = "The record's disk fills up during a run, so that the last events are lost",
      then = "The full disk is reported, not an interruption; Ansible finishes undisturbed")
  void aFullDiskIsNotTakenForAnInterruption() throws Exception {
    playbook(
        "here", task("Say much", "sh -c 'yes | head -c 60000'") + task("Go on", "touch ../after"));
    mountRunFolder("size=32k");
    try {
      org.assertj.core.api.Assertions.assertThatThrownBy(this::run)
          .isInstanceOf(IOException.class)
          .hasMessageMatching("could not write all of .*events.jsonl: No space left on device");
    } finally {
      must("umount", runFolder.toString());
    }
    assertThat(lab.resolve("after")).exists();
  }

  @Test
  @Fault(
      in = Area.DISK,
      when = "The record's disk is full for a while, then has space again",
      then = "The record lacks only the events of that time; it has the result of the run")
  void aDiskThatIsFreeAgainCostsOnlyWhatHappenedMeanwhile() throws Exception {
    playbook(
        "here",
        task("Say much", "sh -c 'yes | head -c 60000'")
            + task("Make room", "rm ../workspace/runs/one/filler")
            + task("Go on", "echo"));
    mountRunFolder("size=64k");
    try {
      Files.write(runFolder.resolve("filler"), new byte[32 * 1024]);
      Verdict verdict = run();
      assertThat(verdict).as(this::everything).isInstanceOf(Verdict.Succeeded.class);
      assertThat(verdict.explanation()).isEqualTo("here: ok 3, changed 0");
      assertThat(events.events())
          .filteredOn(RunEvent.HostFinished.class::isInstance)
          .map(it -> ((RunEvent.HostFinished) it).taskName())
          .containsExactly("Make room", "Go on");
    } finally {
      must("umount", runFolder.toString());
    }
  }

  private void mountRunFolder(String options) throws Exception {
    must("mount", "-t", "tmpfs", "-o", options, "tmpfs", runFolder.toString());
  }

  private static void must(String... argv) throws Exception {
    assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
  }

  private String everything() {
    StringBuilder text = new StringBuilder(events.text());
    for (String name : List.of("ansible.log", "stderr.log")) {
      try {
        text.append(name).append(":\n").append(Files.readString(runFolder.resolve(name)));
      } catch (IOException missing) {
        text.append(name).append(" is missing\n");
      }
    }
    return text.toString();
  }
}
