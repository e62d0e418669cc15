package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real signals. */
@Timeout(60)
class ZtProcessRunnerIT {
  private static final Map<String, String> CLEAN = Map.of("PATH", System.getenv("PATH"));
  private static final ProcessStopper QUICK =
      new ProcessStopper(Duration.ofMillis(600), Duration.ofMillis(300));

  @TempDir Path folder;

  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());
  private ZtProcessRunner runner = new ZtProcessRunner(QUICK);

  private Invocation shell(String script, Duration limit) {
    return new Invocation(List.of("/bin/sh", "-c", script), folder, CLEAN, limit);
  }

  private Ending run(String script) throws IOException, InterruptedException {
    return runner.run(shell(script, Duration.ofSeconds(20)), out::add, err::add);
  }

  @Test
  void keepsStreamsApartAndExitCodesAsData() throws Exception {
    Ending ending = run("echo one; echo 'zwei ü'; echo bad >&2; printf unfinished; exit 7");
    assertThat(ending).isEqualTo(new Ending(7, Ending.Reason.EXITED));
    assertThat(out).containsExactly("one", "zwei ü", "unfinished");
    assertThat(err).containsExactly("bad");
  }

  @Test
  void inheritsNothing() throws Exception {
    Invocation env =
        new Invocation(
            List.of("env"),
            folder,
            Map.of("PATH", System.getenv("PATH"), "ONLY", "this one"),
            Duration.ofSeconds(20));
    runner.run(env, out::add, err::add);
    assertThat(out)
        .contains("ONLY=this one")
        .allMatch(line -> line.matches("(ONLY|PATH|_|PWD)=.*"));
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(run("read line && exit 1; exit 0").exitCode()).isZero();
  }

  @Test
  void leadsItsOwnSession() throws Exception {
    run("echo $$; cut -d' ' -f6 /proc/$$/stat");
    assertThat(out.get(0)).isEqualTo(out.get(1));
  }

  @Test
  void missingProgramIsADistinctError() {
    Invocation missing =
        new Invocation(List.of("no-such-program"), folder, CLEAN, Duration.ofSeconds(5));
    assertThatThrownBy(() -> runner.run(missing, out::add, err::add))
        .isInstanceOf(IOException.class)
        .hasMessage("program not found: no-such-program");
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "A process ignores SIGINT and SIGTERM",
      then = "It is killed with all its descendants")
  void limitStopsTheStubborn() throws Exception {
    String stubborn =
        "trap '' INT TERM; (trap '' INT TERM; echo $BASHPID; while :; do sleep 0.1; done) &"
            + " setsid sh -c 'trap \"\" INT TERM; echo $$; while :; do sleep 0.1; done' &"
            + " echo $$ $!; while :; do sleep 0.1; done";
    Ending ending = runner.run(shell(stubborn, Duration.ofMillis(700)), out::add, err::add);
    assertThat(ending.reason()).isEqualTo(Ending.Reason.LIMIT);
    assertNobodyWorksIn(folder);
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "Ctrl-C after the parent of a grandchild has ended",
      then = "The grandchild ends too")
  void interruptionLeavesNoGrandchildEvenAfterItsParentHasGone() throws Exception {
    interrupt("(sh -c 'trap \"\" INT; sleep 300 & sleep 300' &) ; echo ready; sleep 300");
    assertNobodyWorksIn(folder);
  }

  @Test
  void processesHaveTimeToCleanUp() throws Exception {
    runner = new ZtProcessRunner(ProcessStopper.STANDARD); // QUICK is too short on a busy machine
    interrupt("trap 'echo tidy; exit 99' INT; echo ready; while :; do sleep 1; done");
    assertThat(out).containsExactly("ready", "tidy");
  }

  @Test
  void nothingStartsForAnInterruptedThread() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run("sleep 300")).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertNobodyWorksIn(folder);
  }

  /** Acts like Ctrl-C after the first output of the script; see terminal.Interruption. */
  private void interrupt(String script) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Class<?>> thrown = new CompletableFuture<>();
    Consumer<String> lines =
        line -> {
          out.add(line);
          started.countDown();
        };
    Thread waiter =
        new Thread(
            () -> {
              try {
                runner.run(shell(script, Duration.ofMinutes(1)), lines, err::add);
                thrown.complete(Void.class);
              } catch (IOException | InterruptedException expected) {
                thrown.complete(expected.getClass());
              }
            });
    waiter.start();
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    waiter.interrupt();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
  }

  @Test
  void descendantWithOpenStreamsDoesNotBlock() throws Exception {
    long start = System.nanoTime();
    Ending ending = run("setsid sleep 25 & echo done");
    assertThat(ending).isEqualTo(new Ending(0, Ending.Reason.EXITED));
    assertThat(out).containsExactly("done");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  /** Every process of a test runs in the test's temporary folder. */
  private static void assertNobodyWorksIn(Path folder) {
    List<String> left =
        ProcessHandle.allProcesses()
            .filter(process -> folder.equals(workingDirectory(process)))
            .filter(ProcessHandle::isAlive)
            .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
            .toList();
    assertThat(left).isEmpty();
  }

  private static Path workingDirectory(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
    } catch (IOException gone) {
      return Path.of("/");
    }
  }
}
