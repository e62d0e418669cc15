package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process with its output in files, because a pipe that a remaining child holds open would block.
 */
final class Command {
  private static final Duration LIMIT = Duration.ofMinutes(25);

  private final List<String> argv;
  private final Process process;
  private final Path out;
  private final Path err;
  private final long startedAt = System.nanoTime();

  private Command(List<String> argv, Process process, Path out, Path err) {
    this.argv = argv;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Command start(List<String> argv, Map<String, String> environment, String input) {
    try {
      Path in = Files.createTempFile("tripleo-lab-it", ".in");
      Path out = Files.createTempFile("tripleo-lab-it", ".out");
      Path err = Files.createTempFile("tripleo-lab-it", ".err");
      Files.writeString(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      Files.delete(in);
      return new Command(argv, process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunResult run(String... argv) {
    return start(List.of(argv), Map.of(), "").await();
  }

  /**
   * Runs a program that must succeed, and returns its standard output without surrounding white
   * space.
   */
  static String must(String... argv) {
    RunResult result = run(argv);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result.stdout().strip();
  }

  static RunResult runWithInput(String input, String... argv) {
    return start(List.of(argv), Map.of(), input).await();
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** All its descendants that are alive. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** A zombie is not alive. */
  static boolean isAlive(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  String outputSoFar() {
    return read(out) + read(err);
  }

  void awaitOutput(String part) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!outputSoFar().contains(part) && process.isAlive() && System.nanoTime() < end) {
      pause(Duration.ofMillis(50));
    }
    assertThat(outputSoFar()).as(String.join(" ", argv)).contains(part);
  }

  void signal(String name) {
    assertThat(run("kill", "-" + name, Long.toString(pid())).exitCode()).isZero();
  }

  RunResult await() {
    return await(LIMIT);
  }

  /** For a process that takes longer than others, beside other tests. */
  RunResult await(Duration limit) {
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill();
      }
      RunResult result =
          new RunResult(
              argv,
              ended ? process.exitValue() : -1,
              read(out),
              read(err),
              Duration.ofNanos(System.nanoTime() - startedAt),
              ended ? "" : "It did not end by itself.");
      assertThat(ended).as(result::everything).isTrue();
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (InterruptedException e) {
      kill();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the end of a failed test. */
  void kill() {
    List<ProcessHandle> all = descendants();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** A file's text; bytes that are not UTF-8 are replaced. */
  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
