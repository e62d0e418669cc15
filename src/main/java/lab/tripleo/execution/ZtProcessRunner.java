package lab.tripleo.execution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;
import org.zeroturnaround.exec.StartedProcess;

/**
 * Runs processes through zt-exec. Each leads a separate session, so that Ctrl-C at the terminal
 * reaches this program first, which signals the whole group.
 */
public final class ZtProcessRunner {
  /** How long a remaining descendant may keep the streams open after the exit. */
  private static final long STREAMS_CLOSE_SECONDS = 3;

  private final ProcessStopper stopper;

  public ZtProcessRunner() {
    this(ProcessStopper.STANDARD);
  }

  ZtProcessRunner(ProcessStopper stopper) {
    this.stopper = stopper;
  }

  /**
   * Starts the process and waits for it. The lines come from two threads, one a stream, in order.
   *
   * @return how it ended; an exit code other than 0 is no exception
   * @throws IOException when it cannot be started
   * @throws InterruptedException when the waiting thread was interrupted; the process and its
   *     descendants have been stopped then
   */
  public Ending run(Invocation invocation, Consumer<String> stdout, Consumer<String> stderr)
      throws IOException, InterruptedException {
    try (LineSplitter out = new LineSplitter(stdout);
        LineSplitter err = new LineSplitter(stderr)) {
      ProcessExecutor executor = executor(invocation).redirectOutput(out).redirectError(err);
      StartedProcess started = start(executor, invocation);
      return await(started.getProcess(), started.getFuture(), invocation.limit().toMillis());
    }
  }

  private static ProcessExecutor executor(Invocation invocation) {
    List<String> argv = new ArrayList<>(List.of("setsid"));
    argv.addAll(new InheritedSignals().prefix());
    argv.addAll(invocation.argv());
    Map<String, String> environment = new HashMap<>();
    System.getenv().keySet().forEach(name -> environment.put(name, null));
    environment.putAll(invocation.environment());
    return new ProcessExecutor()
        .command(argv)
        .directory(invocation.directory().toFile())
        .environment(environment)
        .redirectInput(input(invocation))
        .exitValueAny()
        .closeTimeout(STREAMS_CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static InputStream input(Invocation invocation) {
    byte[] bytes = invocation.input().orElse("").getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(bytes);
  }

  /** Looks for the program first, because setsid reports a missing program in its own words. */
  private static StartedProcess start(ProcessExecutor executor, Invocation invocation)
      throws IOException {
    String program = invocation.argv().get(0);
    String path = invocation.environment().getOrDefault("PATH", "");
    if (!isFound(program, path)) {
      throw new IOException("program not found: " + program);
    }
    if (!Files.isDirectory(invocation.directory())) {
      throw new IOException("no such folder: " + invocation.directory());
    }
    return executor.start();
  }

  /** Looks as the shell does: for the file itself when it has a slash, else on the path. */
  private static boolean isFound(String program, String path) {
    Stream<Path> places =
        program.contains("/")
            ? Stream.of(Path.of(program))
            : Arrays.stream(path.split(":", -1))
                .filter(it -> !it.isEmpty())
                .map(it -> Path.of(it, program));
    return places.anyMatch(it -> Files.isRegularFile(it) && Files.isExecutable(it));
  }

  private Ending await(Process process, Future<ProcessResult> future, long limit)
      throws IOException, InterruptedException {
    Ending.Reason reason = Ending.Reason.EXITED;
    try {
      if (!process.waitFor(limit, TimeUnit.MILLISECONDS) && stop(process)) {
        reason = Ending.Reason.LIMIT;
      }
      future.get(2 * STREAMS_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      stop(process);
      throw interrupted;
    } catch (TimeoutException streamsHeldOpen) {
      future.cancel(true);
    } catch (ExecutionException streamsLost) {
      if (stop(process)) {
        throw new IOException("lost the process's output", streamsLost.getCause());
      }
    }
    return new Ending(process.exitValue(), reason);
  }

  /** Stops the process; false if it had already ended. */
  private boolean stop(Process process) {
    if (!process.isAlive()) {
      return false;
    }
    stopper.stop(process.toHandle());
    return true;
  }
}
