package lab.tripleo.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event of a run. Because of the double dispatch in {@link #deliverTo}, a listener that forgets
 * a kind of event does not compile.
 */
public sealed interface RunEvent {
  /** Name of the file in a run's folder that keeps the events, one a line. */
  String FILE = "events.jsonl";

  /** When it happened, by the clock of this machine. */
  Instant at();

  void deliverTo(RunListener listener);

  /**
   * Ansible has started and has loaded our callback, which reports all other events.
   *
   * @param ansibleVersion of ansible-core
   */
  record RunStarted(Instant at, String ansibleVersion) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.runStarted(this);
    }
  }

  /**
   * A play has started.
   *
   * @param hosts its hosts; empty when none matched
   */
  record PlayStarted(Instant at, String name, List<String> hosts) implements RunEvent {
    public PlayStarted {
      hosts = List.copyOf(hosts);
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.playStarted(this);
    }
  }

  /**
   * A task has started.
   *
   * @param id unique within the run
   * @param path {@code playbook:line}; with the name it identifies the task in several runs
   * @param action the module's full name
   * @param tags its own and those of its play
   */
  record TaskStarted(
      Instant at,
      String id,
      String name,
      String path,
      String action,
      List<String> tags,
      boolean handler)
      implements RunEvent {
    public TaskStarted {
      tags = List.copyOf(tags);
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.taskStarted(this);
    }
  }

  /** A host has started a task. */
  record HostStarted(Instant at, String taskId, String host) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.hostStarted(this);
    }
  }

  /**
   * A task has ended on a host.
   *
   * @param tolerated whether the playbook ignores or rescues the failure
   * @param message the module's message; empty when it has none
   * @param output standard error or output of a failed command, cut; empty otherwise
   */
  record HostFinished(
      Instant at,
      String taskId,
      String taskName,
      String host,
      Outcome outcome,
      boolean tolerated,
      String message,
      String output)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.hostFinished(this);
    }
  }

  /** One item of a loop has ended on a host. */
  record ItemFinished(
      Instant at, String taskId, String host, String label, Outcome outcome, String message)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.itemFinished(this);
    }
  }

  /**
   * A task is retried, or an asynchronous task was polled.
   *
   * @param attempt counted from 1
   * @param attempts the limit of attempts; absent when there is none
   * @param seen the last line that the attempt wrote, as its progress; may be empty
   */
  record Retried(
      Instant at, String taskId, String host, int attempt, Optional<Integer> attempts, String seen)
      implements RunEvent {
    /** With a higher limit the task has its own time limit, and a count is no help. */
    private static final int MOST_COUNTED = 999;

    /** The progress, for people. */
    public String text() {
      String of = attempts.map(it -> " of " + it).orElse("");
      String count = "attempt " + attempt + of;
      if (seen.isEmpty()) {
        return count;
      }
      return isPhase() ? seen : count + ": " + seen;
    }

    /** Whether it says how far a task with its own time limit is. */
    public boolean isPhase() {
      return !seen.isEmpty() && attempts.filter(it -> it > MOST_COUNTED).isPresent();
    }

    /** Whether only one attempt is left: Ansible does not report that one. */
    public boolean isLast() {
      return attempts.filter(it -> attempt >= it - 1).isPresent();
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.retried(this);
    }
  }

  /** A play matched no host. Ansible reports success; the verdict does not. */
  record NoHostsMatched(Instant at) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.noHostsMatched(this);
    }
  }

  /**
   * A task of the play that has started. Sent in check mode only, so that tasks that Ansible does
   * not reach are known.
   *
   * @param path as in {@link TaskStarted}
   * @param ends whether it ends the play for its host if its conditions are true; such a task never
   *     starts
   * @param registers whether later tasks may use its result
   * @param conditions its own and those of its blocks
   */
  record TaskPlanned(
      Instant at,
      String name,
      String path,
      String action,
      boolean ends,
      Changes changes,
      boolean registers,
      List<String> conditions)
      implements RunEvent {

    /** Whether the task changes its host, according to the playbook. */
    public enum Changes {
      ALWAYS,
      NEVER,
      /** The module reports it, or a condition on its result. */
      UNKNOWN
    }

    public TaskPlanned {
      conditions = List.copyOf(conditions);
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.taskPlanned(this);
    }
  }

  /**
   * Why a task, or one item of its loop, was skipped; sent before its result.
   *
   * @param taskId empty for a task that ends a play, which never starts
   * @param path empty for all other tasks
   * @param condition the condition that is false, or an empty text if it is not known; absent when
   *     the task was not tried because of check mode
   */
  record TaskSkipped(
      Instant at, String taskId, String path, String host, Optional<String> condition)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.taskSkipped(this);
    }
  }

  /** What a task changes, or would change in check mode; sent before its result. */
  record DiffShown(Instant at, String taskId, String host, String diff) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.diffShown(this);
    }
  }

  /** Ansible's recap, at the end of its run. */
  record RunFinished(Instant at, Map<String, HostStats> hosts) implements RunEvent {
    public RunFinished {
      hosts = Map.copyOf(hosts);
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.runFinished(this);
    }
  }

  /** A line that is no known event; it is shown unchanged. */
  record PlainLine(Instant at, String text) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.plainLine(this);
    }
  }
}
