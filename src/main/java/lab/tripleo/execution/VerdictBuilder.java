package lab.tripleo.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;

/** Derives the verdict from the events of a run, its standard error and its exit. */
final class VerdictBuilder implements RunListener {
  private static final int TAIL = 30;

  /** Exit codes above this number mean that a signal ended the program. */
  private static final int SIGNALLED = 128;

  private static final int SIGNALS = 64;

  /** Message of the callback plugin tripleo_lab_events when it cannot write. */
  private static final String LOST = "tripleo_lab_events: events are lost: ";

  private final Deque<String> stderr = new ArrayDeque<>();
  private final List<RunEvent.HostFinished> failures = new ArrayList<>();
  private boolean started;
  private boolean unmatched;
  private String lastTask = "";
  private volatile String whyLost = "";
  private Optional<Map<String, HostStats>> recap = Optional.empty();

  /** Receives a line of standard error, on another thread than the events. */
  void errorLine(String line) {
    if (line.startsWith(LOST)) {
      whyLost = line.substring(LOST.length());
    }
    synchronized (stderr) {
      stderr.addLast(line);
      if (stderr.size() > TAIL) {
        stderr.removeFirst();
      }
    }
  }

  Verdict verdict(Ending ending) {
    if (recap.isPresent() && (ending.reason() == Ending.Reason.EXITED || ending.exitCode() == 0)) {
      return byRecap(ending, recap.get());
    }
    if (ending.reason() != Ending.Reason.EXITED) {
      return interrupted(ending);
    }
    boolean signalled = ending.exitCode() > SIGNALLED && ending.exitCode() <= SIGNALLED + SIGNALS;
    boolean beforeAnyTask = lastTask.isEmpty() && ending.exitCode() != 0 && !signalled;
    return started && !beforeAnyTask ? broken(ending) : couldNotStart(ending);
  }

  /** Why events could not be written; empty if all were. */
  Optional<String> whyEventsAreLost() {
    return Optional.of(whyLost).filter(why -> !why.isEmpty());
  }

  /** Whether Ansible ended by itself and its result is unknown. */
  boolean endIsUnknown(Ending ending) {
    return recap.isEmpty() && ending.reason() == Ending.Reason.EXITED;
  }

  private Verdict byRecap(Ending ending, Map<String, HostStats> hosts) {
    if (hosts.values().stream().anyMatch(HostStats::isBad)) {
      return new Verdict.Failed(ending.exitCode(), failure(hosts));
    }
    if (ending.exitCode() != 0) {
      return new Verdict.Failed(
          ending.exitCode(),
          "ansible-playbook ended with exit code " + ending.exitCode() + ". " + lastError());
    }
    if (unmatched) {
      return new Verdict.NothingMatched(
          "A play matched no host of the inventory, so its tasks were not run.");
    }
    if (hosts.values().stream().mapToInt(HostStats::total).sum() == 0) {
      return new Verdict.NothingMatched(
          "No task was run: no host, no tag or no task of that name matched.");
    }
    return new Verdict.Succeeded(success(hosts));
  }

  private static String success(Map<String, HostStats> hosts) {
    return hosts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            host ->
                host.getKey()
                    + ": ok "
                    + host.getValue().ok()
                    + ", changed "
                    + host.getValue().changed())
        .collect(Collectors.joining("; "));
  }

  private String failure(Map<String, HostStats> hosts) {
    Optional<RunEvent.HostFinished> cause =
        failures.stream()
            .filter(each -> hosts.getOrDefault(each.host(), HostStats.NONE).isBad())
            .findFirst();
    return cause
        .map(VerdictBuilder::sentence)
        .orElseGet(
            () ->
                "Failed on "
                    + hosts.entrySet().stream()
                        .filter(host -> host.getValue().isBad())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + ".");
  }

  private static String sentence(RunEvent.HostFinished failure) {
    String what =
        failure.outcome() == Outcome.UNREACHABLE
            ? failure.host() + " could not be reached at the task '" + failure.taskName() + "'"
            : "The task '" + failure.taskName() + "' failed on " + failure.host();
    // The record has the whole message of the task; this is a sentence.
    String first = failure.message().strip().lines().findFirst().orElse("");
    String message = first.replaceFirst("[.:]$", "");
    String last = failure.output().strip();
    last = last.substring(last.lastIndexOf('\n') + 1);
    String why =
        Stream.of(message, last)
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining(": "));
    return why.isEmpty() ? what + "." : what + ": " + why;
  }

  private Verdict interrupted(Ending ending) {
    String why =
        ending.reason() == Ending.Reason.LIMIT ? "The time limit was reached" : "Interrupted";
    return new Verdict.Interrupted(
        why
            + where()
            + ". Ansible and its local processes are stopped; a command that was running on a host"
            + " may still be running there.");
  }

  private String where() {
    return lastTask.isEmpty() ? "" : " during the task '" + lastTask + "'";
  }

  /** Without a recap, the run did not finish, whatever the exit code. */
  private Verdict broken(Ending ending) {
    return new Verdict.Interrupted(
        "ansible-playbook ended"
            + where()
            + " with exit code "
            + ending.exitCode()
            + " and without its recap. "
            + lastError());
  }

  private Verdict couldNotStart(Ending ending) {
    List<String> tail;
    synchronized (stderr) {
      tail = List.copyOf(stderr);
    }
    String explanation =
        ending.exitCode() == 0
            ? "Ansible ran without the event callback, so its result is unknown."
            : "Ansible could not start the playbook (exit code "
                + ending.exitCode()
                + "). "
                + lastError();
    return new Verdict.CouldNotStart(ending.exitCode(), tail, explanation.strip());
  }

  /** The first line that Ansible marks as an error, else the last line. */
  private String lastError() {
    synchronized (stderr) {
      return stderr.stream()
          .filter(line -> line.startsWith("ERROR!") || line.startsWith("[ERROR]"))
          .findFirst()
          .or(() -> stderr.stream().filter(line -> !line.isBlank()).reduce((a, b) -> b))
          .orElse("See ansible.log and stderr.log.");
    }
  }

  @Override
  public void runStarted(RunEvent.RunStarted event) {
    started = true;
  }

  @Override
  public void taskStarted(RunEvent.TaskStarted event) {
    lastTask = event.name();
  }

  @Override
  public void hostFinished(RunEvent.HostFinished event) {
    if (event.outcome().isBad() && !event.tolerated() && failures.size() < TAIL) {
      failures.add(event);
    }
  }

  @Override
  public void noHostsMatched(RunEvent.NoHostsMatched event) {
    unmatched = true;
  }

  @Override
  public void runFinished(RunEvent.RunFinished event) {
    recap = Optional.of(event.hosts());
  }

  @Override
  public void playStarted(RunEvent.PlayStarted event) {}

  @Override
  public void hostStarted(RunEvent.HostStarted event) {}

  @Override
  public void itemFinished(RunEvent.ItemFinished event) {}

  @Override
  public void retried(RunEvent.Retried event) {}

  @Override
  public void taskPlanned(RunEvent.TaskPlanned event) {}

  @Override
  public void taskSkipped(RunEvent.TaskSkipped event) {}

  @Override
  public void diffShown(RunEvent.DiffShown event) {}

  @Override
  public void plainLine(RunEvent.PlainLine event) {}
}
