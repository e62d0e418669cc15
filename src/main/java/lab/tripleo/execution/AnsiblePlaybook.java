package lab.tripleo.execution;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.files.OwnerOnly;

/** Runs ansible-playbook once: delivers its events to a listener and returns the verdict. */
public final class AnsiblePlaybook {
  private final ZtProcessRunner runner = new ZtProcessRunner();
  private final String program;
  private final Map<String, String> environment;
  private final Clock clock;

  /**
   * Only stores its arguments.
   *
   * @param program the name or path of ansible-playbook
   */
  public AnsiblePlaybook(String program, Clock clock) {
    this.program = program;
    this.environment = FilteredEnvironment.ofThisProgram();
    this.clock = clock;
  }

  /** For tests, with other variables than those of this program. */
  AnsiblePlaybook(String program, Map<String, String> environment, Clock clock) {
    this.program = program;
    this.environment = FilteredEnvironment.of(environment);
    this.clock = clock;
  }

  /**
   * Runs the playbook and waits until it ends. Another thread calls the listener; its exception is
   * thrown here, after the end. If the calling thread is interrupted, the run is stopped and the
   * thread's interrupt status is set again.
   *
   * @throws IOException if the run folder cannot be written, so that the result is unknown
   */
  public Verdict run(PlaybookRun run, RunListener listener) throws IOException {
    ScratchFolder folder = new ScratchFolder(run.runFolder());
    Map<String, String> whole = AnsibleSettings.environment(run, folder, environment);
    try (LogFile out = new LogFile(run.runFolder().resolve("ansible.log"), run.redaction());
        LogFile err = new LogFile(run.runFolder().resolve("stderr.log"), run.redaction())) {
      OwnerOnly.write(run.runFolder().resolve("ansible.cfg"), AnsibleSettings.CFG);
      Invocation it = new Invocation(run.argv(program), run.labFolder(), whole, run.limit());
      VerdictBuilder machine = new VerdictBuilder();
      Ending ending = run(run, it, machine, listener, out, err);
      List<String> lost = lost(run, machine, out, err);
      if (!lost.isEmpty() && machine.endIsUnknown(ending)) {
        throw new IOException(lost.get(0));
      }
      lost.forEach(text -> listener.plainLine(new RunEvent.PlainLine(clock.instant(), text)));
      return machine.verdict(ending);
    } finally {
      boolean interrupted = Thread.interrupted();
      folder.close(environment);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What is missing in the record, a sentence for each file. */
  private static List<String> lost(
      PlaybookRun run, VerdictBuilder machine, LogFile out, LogFile err) {
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
      VerdictBuilder machine,
      RunListener listener,
      LogFile out,
      LogFile err)
      throws IOException {
    EventTail events = new EventTail(run.eventFile(), new EventDecoder(clock));
    TailThread tail = new TailThread(events, machine, listener);
    tail.start();
    try {
      return ending(it, machine, out, err);
    } finally {
      tail.end();
    }
  }

  private Ending ending(Invocation it, VerdictBuilder machine, LogFile out, LogFile err) {
    try {
      return runner.run(it, out::line, line -> machine.errorLine(err.line(line)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ending(130, Ending.Reason.INTERRUPTED);
    } catch (IOException cannotStart) {
      machine.errorLine("ansible-playbook could not be started: " + cannotStart.getMessage());
      return new Ending(127, Ending.Reason.EXITED);
    }
  }
}
