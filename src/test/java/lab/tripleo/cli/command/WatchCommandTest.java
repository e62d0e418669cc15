package lab.tripleo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.tripleo.cli.Program;
import lab.tripleo.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are followed or replayed from their records. */
@Timeout(60)
final class WatchCommandTest {
  private static final String ID = "20261128T010203Z-0a1b";
  private static final String START = "2026-11-28T01:02:03Z";

  /** No process has it: above the kernel's limit. */
  private static final long NO_PROCESS = 99_999_999;

  private static final String TASK =
      """
      {"event": "hello", "at": "2026-11-28T01:02:04Z", "ansible": "2.19.1"}
      {"event": "play", "at": "2026-11-28T01:02:04Z", "name": "Packages", "hosts": ["h"]}
      {"event": "task", "at": "2026-11-28T01:02:04Z", "id": "t1", "name": "Install packages"}
      {"event": "host_start", "at": "2026-11-28T01:02:04Z", "task": "t1", "host": "h"}
      """;
  private static final String RESULT =
      """
      {"event": "changed", "at": "2026-11-28T01:02:14Z", "task": "t1", "name": "Install packages",\
       "host": "h", "result": {}}
      """;
  private static final String RECAP =
      """
      {"event": "stats", "at": "2026-11-28T01:02:15Z", "hosts": {"h": {"ok": 1, "changed": 1}}}
      """;
  private static final String PLAYBOOK =
      """
      - name: Packages
        hosts: h
        gather_facts: false
        tasks:
          - name: Install packages
      """;

  @TempDir Path lab;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path run;

  @BeforeEach
  void lab() throws IOException {
    Files.createDirectories(lab.resolve("configuration"));
    run = lab.resolve("workspace/runs").resolve(ID);
  }

  private void record(String status, Integer exitCode, long pid, String start) throws IOException {
    Files.createDirectories(run.resolve("playbooks"));
    Files.writeString(run.resolve("playbooks/prepare.yml"), PLAYBOOK);
    String end = exitCode == null ? "null" : "\"2026-11-28T01:02:16Z\"";
    // As the program writes it: whole or not at all.
    Path beside = run.resolve("run.json.new");
    Files.writeString(
        beside,
        """
        {"number": 1, "stage": "prepare", "kind": "run", "status": "%s", "exitCode": %s, "pid": %d,
         "startedAt": "%s", "finishedAt": %s, "command": ["run", "prepare"]}
        """
            .formatted(status, exitCode, pid, start, end));
    Files.move(
        beside,
        run.resolve("run.json"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private void append(String text) throws IOException {
    Files.writeString(
        run.resolve("events.jsonl"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void locked(long pid, String host) throws IOException {
    Files.writeString(
        lab.resolve("workspace/lock"),
        "'run prepare' (process %d on %s, since %s)\n".formatted(pid, host, START));
  }

  private int watch(String... arguments) {
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>(List.of("-C", lab.toString(), "watch"));
    words.addAll(List.of(arguments));
    return new Program(new Terminal(both, both, new Terminal.Fds(false, false, false)))
        .run(words.toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private Map<Path, String> files() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(lab)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        files.put(each, Files.getLastModifiedTime(each) + Files.readString(each));
      }
    }
    return files;
  }

  @Test
  void replaysAFinishedRunAndChangesNothing() throws IOException {
    record("succeeded", 0, NO_PROCESS, START);
    append(TASK + RESULT + RECAP);
    Map<Path, String> before = files();
    assertThat(watch("latest", "--speed", "max")).as(this::said).isZero();
    assertThat(said())
        .contains(
            "Replaying run " + ID + ": prepare (run prepare)",
            "\nPackages\n[1/1] changed   h: Install packages  10 s\n",
            "prepare done in 13 s, changed: 1. Record: ");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void exitCodeIsThatOfTheRun() throws IOException {
    record("failed", 4, NO_PROCESS, START);
    append(TASK + RESULT.replace("changed", "unreachable").replace("{}", "{\"msg\": \"gone\"}"));
    assertThat(watch(ID, "--speed", "0")).isEqualTo(4);
    assertThat(said()).contains("h could not be reached", "gone", "prepare failed after 13 s");
  }

  @Test
  void speedDividesTheTime() throws IOException {
    record("succeeded", 0, NO_PROCESS, START);
    append(TASK + RESULT + RECAP);
    long before = System.nanoTime();
    assertThat(watch("--speed", "20")).isZero();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isBetween(600L, 9000L);
  }

  @Test
  void saysThatThereIsNoRun() throws IOException {
    assertThat(watch()).isEqualTo(2);
    assertThat(said()).contains("there are no runs yet");
    record("succeeded", 0, NO_PROCESS, START);
    assertThat(watch()).isEqualTo(2);
    assertThat(said()).contains("no run is active; the newest is " + ID, "watch latest --speed 10");
    assertThat(watch("20200101T000000Z-0000")).isEqualTo(2);
    assertThat(said()).contains("run 20200101T000000Z-0000 not found");
    assertThat(watch("--speed", "fast")).isEqualTo(2);
    assertThat(watch("--speed", "-1")).isEqualTo(2);
    assertThat(watch("--speed", "NaN")).isEqualTo(2);
  }

  @Test
  void killedRunIsSaidToBe() throws IOException {
    record("running", null, NO_PROCESS, START);
    locked(NO_PROCESS, InetAddress.getLocalHost().getHostName());
    append(TASK + "{\"event\": \"chan");
    assertThat(watch(ID, "--speed", "max")).isEqualTo(130);
    assertThat(said())
        .contains(
            "prepare was killed: its record has no end, and its program no longer runs. Record: ");
  }

  /** The kernel gave the number of the killed program to a younger one: this test. */
  @Test
  void anotherProcessWithTheNumberOfAKilledOneIsNotTheRun() throws IOException {
    record("running", null, ProcessHandle.current().pid(), "2020-01-02T03:04:05Z");
    locked(ProcessHandle.current().pid(), InetAddress.getLocalHost().getHostName());
    assertThat(watch()).isEqualTo(2);
    assertThat(said()).contains("no run is active");
  }

  @Test
  void followsARunThatIsWrittenAndEndsWithIt() throws Exception {
    record("running", null, ProcessHandle.current().pid(), Instant.now().toString());
    locked(ProcessHandle.current().pid(), InetAddress.getLocalHost().getHostName());
    assertThat(watch(ID, "--speed", "10")).isEqualTo(2);
    assertThat(said()).contains("is still active");
    CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(this::watch);
    sees("Following run " + ID);
    append(TASK + RESULT.substring(0, 30));
    sees("ansible-core 2.19.1");
    assertThat(said()).doesNotContain("Install packages");
    append(RESULT.substring(30));
    sees("[1/1] changed   h: Install packages");
    append(RECAP);
    record("succeeded", 0, ProcessHandle.current().pid(), START);
    assertThat(watching.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(said()).contains("prepare done in 13 s, changed: 1");
  }

  /** Only the end of its record tells how a program on another machine fares. */
  @Test
  void runOfAnotherMachineIsFollowed() throws Exception {
    record("running", null, NO_PROCESS, START);
    locked(NO_PROCESS, "elsewhere.example.org");
    append(TASK);
    CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(this::watch);
    sees("ansible-core 2.19.1");
    record("interrupted", 130, NO_PROCESS, START);
    assertThat(watching.get(20, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(said()).contains("prepare was interrupted after 13 s");
  }

  private void sees(String text) throws InterruptedException {
    while (!said().contains(text)) {
      Thread.sleep(20);
    }
  }
}
