package lab.tripleo.execution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;
import org.zeroturnaround.exec.StartedProcess;

/**
 * Runs processes through zt-exec. Each becomes the leader of a session of its own, so that a Ctrl-C
 * at the terminal reaches us first and the whole group can be signalled.
 */
public final class ZtProcessRunner implements ProcessRunner {
  /** How long the streams may stay open, held by a left-over descendant, after the exit. */
  private static final long STREAMS_CLOSE_SECONDS = 3;

  private final StopLadder ladder;
  private final Set<Running> running = new HashSet<>();
  private boolean cancelled;

  /** A process and why it was stopped, if it was. */
  private static final class Running {
    private final Process process;
    private volatile Ending.Reason reason = Ending.Reason.EXITED;

    Running(Process process) {
      this.process = process;
    }
  }

  public ZtProcessRunner() {
    this(StopLadder.STANDARD);
  }

  ZtProcessRunner(StopLadder ladder) {
    this.ladder = ladder;
  }

  @Override
  public Ending run(Invocation invocation, Consumer<String> stdout, Consumer<String> stderr)
      throws IOException, InterruptedException {
    try (LineSplitter out = new LineSplitter(stdout);
        LineSplitter err = new LineSplitter(stderr)) {
      ProcessExecutor executor = executor(invocation).redirectOutput(out).redirectError(err);
      StartedProcess started = start(executor, invocation);
      Running it = new Running(started.getProcess());
      enlist(it);
      try {
        return await(it, started.getFuture(), invocation.limit().toMillis());
      } finally {
        withdraw(it);
      }
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

  /** Looks for the program first: setsid would say that it is missing in its own words only. */
  private static StartedProcess start(ProcessExecutor executor, Invocation invocation)
      throws IOException {
    String program = invocation.argv().get(0);
    String path = invocation.environment().getOrDefault("PATH", "");
    if (Programs.find(program, path).isEmpty()) {
      throw new IOException("program not found: " + program);
    }
    if (!Files.isDirectory(invocation.directory())) {
      throw new IOException("no such folder: " + invocation.directory());
    }
    return executor.start();
  }

  private void enlist(Running it) {
    boolean late;
    synchronized (running) {
      running.add(it);
      late = cancelled;
    }
    if (late) {
      stop(it, Ending.Reason.CANCELLED);
    }
  }

  private void withdraw(Running it) {
    synchronized (running) {
      running.remove(it);
    }
  }

  private Ending await(Running it, Future<ProcessResult> future, long limit)
      throws IOException, InterruptedException {
    try {
      if (!it.process.waitFor(limit, TimeUnit.MILLISECONDS)) {
        stop(it, Ending.Reason.LIMIT);
      }
      future.get(2 * STREAMS_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      stop(it, Ending.Reason.CANCELLED);
      throw interrupted;
    } catch (TimeoutException streamsHeldOpen) {
      future.cancel(true);
    } catch (ExecutionException streamsLost) {
      if (it.process.isAlive()) {
        stop(it, Ending.Reason.CANCELLED);
        throw new IOException("lost the process's output", streamsLost.getCause());
      }
    }
    return new Ending(it.process.exitValue(), it.reason);
  }

  private void stop(Running it, Ending.Reason reason) {
    if (it.process.isAlive()) {
      it.reason = reason;
      ladder.stop(it.process.toHandle());
    }
  }

  @Override
  public void cancel() {
    List<Running> all;
    synchronized (running) {
      cancelled = true;
      all = List.copyOf(running);
    }
    all.forEach(it -> stop(it, Ending.Reason.CANCELLED));
  }
}
