package lab.tripleo.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.files.OwnerOnly;

/** Runs ansible-playbook once, tells a listener what happens and gives its verdict. */
public final class AnsiblePlaybook {
  private static final Pattern PROMPT =
      Pattern.compile("^\\s*(-\\s+)?[\"']?vars_prompt[\"']?\\s*:", Pattern.MULTILINE);

  private final ProcessRunner runner;
  private final String program;
  private final Map<String, String> environment;
  private final Clock clock;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean running;

  /**
   * Prepares for one run.
   *
   * @param program ansible-playbook, a name or a path
   * @param environment ours; what passes is chosen here
   */
  public AnsiblePlaybook(
      ProcessRunner runner, String program, Map<String, String> environment, Clock clock) {
    this.runner = runner;
    this.program = program;
    this.environment = CleanEnvironment.of(environment);
    this.clock = clock;
  }

  /**
   * Runs to the end. The listener is called from one other thread; what it throws is thrown here,
   * after the end. When the calling thread is interrupted, the run is stopped and the thread's mark
   * is set again.
   *
   * @throws IOException when the run folder cannot be written, or so little of it that how the run
   *     ended is not known
   */
  public Verdict run(PlaybookRun run, RunListener listener) throws IOException {
    Optional<Path> asking = playbookThatAsks(run);
    if (asking.isPresent()) {
      return new Verdict.CouldNotStart(
          1,
          List.of(),
          asking.get() + " asks for input (vars_prompt), which nobody could answer here.");
    }
    running = true;
    ScratchFolder folder = new ScratchFolder(run.runFolder());
    Map<String, String> whole = AnsibleSettings.environment(run, folder, environment);
    try (LogFile out = new LogFile(run.runFolder().resolve("ansible.log"), run.redaction());
        LogFile err = new LogFile(run.runFolder().resolve("stderr.log"), run.redaction())) {
      OwnerOnly.write(run.runFolder().resolve("ansible.cfg"), AnsibleSettings.cfg(run));
      Invocation it = new Invocation(run.argv(program), run.labFolder(), whole, run.limit());
      VerdictMachine machine = new VerdictMachine();
      Ending ending = run(run, it, machine, listener, out, err);
      List<String> lost = lost(run, machine, out, err);
      if (!lost.isEmpty() && machine.missedTheEnd(ending)) {
        throw new IOException(lost.get(0));
      }
      lost.forEach(text -> listener.plainLine(new RunEvent.PlainLine(clock.instant(), text)));
      return machine.verdict(ending);
    } finally {
      boolean interrupted = Thread.interrupted();
      folder.close(environment);
      done.countDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the record lacks, a sentence for each file. */
  private static List<String> lost(
      PlaybookRun run, VerdictMachine machine, LogFile out, LogFile err) {
    return Stream.of(
            machine.whyEventsAreLost().map(why -> LogFile.complaint(run.eventFile(), why)),
            out.complaint(),
            err.complaint())
        .flatMap(Optional::stream)
        .toList();
  }

  private Ending run(
      PlaybookRun run,
      Invocation it,
      VerdictMachine machine,
      RunListener listener,
      LogFile out,
      LogFile err)
      throws IOException {
    boolean jsonl = run.events() == PlaybookRun.EventSource.JSONL;
    EventDecoder decoder = jsonl ? EventDecoder.ofJsonl(clock) : EventDecoder.ofCallback(clock);
    TailThread tail = new TailThread(new EventTail(run.eventFile(), decoder), machine, listener);
    try (LogFile events = new LogFile(run.eventFile(), run.redaction())) {
      Consumer<String> stdout =
          line -> {
            out.line(line);
            if (jsonl) {
              events.line(line);
            }
          };
      tail.start();
      try {
        return ending(it, stdout, err, machine);
      } finally {
        tail.end();
      }
    }
  }

  private Ending ending(
      Invocation it, Consumer<String> stdout, LogFile err, VerdictMachine machine) {
    try {
      return runner.run(
          it,
          stdout,
          line -> {
            machine.errorLine(err.line(line));
          });
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ending(130, Ending.Reason.CANCELLED);
    } catch (IOException cannotStart) {
      machine.errorLine("ansible-playbook could not be started: " + cannotStart.getMessage());
      return new Ending(127, Ending.Reason.EXITED);
    }
  }

  /**
   * Stops the run, from any thread; a shutdown hook may rely on it. Returns when nothing of it is
   * left and {@link #run} is about to return.
   */
  public void cancel() {
    runner.cancel();
    if (running) {
      boolean interrupted = false;
      try {
        done.await(15, TimeUnit.SECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ansible would go on with an empty answer. The playbook may import its neighbours. */
  private static Optional<Path> playbookThatAsks(PlaybookRun run) throws IOException {
    Path folder = run.labFolder().resolve(run.playbook()).toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yml")).sorted().toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (PROMPT.matcher(text).find()) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
