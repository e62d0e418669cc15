package lab.tripleo.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened in a run. Double dispatch ({@link #deliverTo}) makes a listener that
 * forgets a kind fail to compile.
 */
public sealed interface RunEvent {
  /** Name of the file in a run's folder that keeps the events, one a line. */
  String FILE = "events.jsonl";

  void deliverTo(RunListener listener);

  /**
   * Ansible has started and loaded our callback; without it, nothing is known of a run.
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
   * A play has begun.
   *
   * @param hosts the hosts it will work on; empty when none matched
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
   * A task has begun, on whichever hosts.
   *
   * @param id unique in the run only
   * @param path {@code playbook:line}, the key that is stable between runs together with the name
   * @param action the module's full name
   */
  record TaskStarted(
      Instant at, String id, String name, String path, String action, boolean handler)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.taskStarted(this);
    }
  }

  /** A host has begun a task. */
  record HostStarted(Instant at, String taskId, String host) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.hostStarted(this);
    }
  }

  /**
   * A task has ended on a host.
   *
   * @param tolerated a failure that the playbook ignores or rescues
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

  /** One round of a loop has ended on a host. */
  record ItemFinished(
      Instant at, String taskId, String host, String label, Outcome outcome, String message)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.itemFinished(this);
    }
  }

  /**
   * A task is being tried again, or an asynchronous one was looked at.
   *
   * @param attempt counted from 1
   * @param attempts how many there may be; absent when there is no such limit
   * @param seen the last line that the attempt wrote, which says how things stand; or empty
   */
  record Retried(
      Instant at, String taskId, String host, int attempt, Optional<Integer> attempts, String seen)
      implements RunEvent {
    /** With more, what is waited for has a limit of its own, and a count says nothing. */
    private static final int MOST_COUNTED = 999;

    /** How things stand, for people. */
    public String text() {
      String of = attempts.map(it -> " of " + it).orElse("");
      String count = "attempt " + attempt + of;
      if (seen.isEmpty()) {
        return count;
      }
      return attempts.filter(it -> it > MOST_COUNTED).isPresent() ? seen : count + ": " + seen;
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.retried(this);
    }
  }

  /** A play matched no host: Ansible calls that a success, we do not. */
  record NoHostsMatched(Instant at) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.noHostsMatched(this);
    }
  }

  /**
   * A task that the play which has begun holds. Told in check mode only, of which one wants to know
   * what it never came to.
   *
   * @param path as in {@link TaskStarted}
   * @param ends whether it ends the play for its host, unless its conditions keep it from that;
   *     such a one never starts
   * @param registers whether later tasks may use what it finds out
   * @param conditions of its own and of what it is in
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

    /** What the playbook says of whether the task changes its host. */
    public enum Changes {
      ALWAYS,
      NEVER,
      /** The module says it, or a condition on what it did. */
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
   * Why a task, or one round of its loop, was skipped; told before its end.
   *
   * @param taskId empty for one that ends a play, which never starts
   * @param path empty for all others
   * @param condition the one that did not hold, or an empty text where that is not known; absent
   *     when the task was not tried because of check mode
   */
  record TaskSkipped(
      Instant at, String taskId, String path, String host, Optional<String> condition)
      implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.taskSkipped(this);
    }
  }

  /** What a task changes, or would change in check mode; told before its end. */
  record DiffShown(Instant at, String taskId, String host, String diff) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.diffShown(this);
    }
  }

  /** The recap: Ansible came to its own end. */
  record RunFinished(Instant at, Map<String, HostStats> hosts) implements RunEvent {
    public RunFinished {
      hosts = Map.copyOf(hosts);
    }

    @Override
    public void deliverTo(RunListener listener) {
      listener.runFinished(this);
    }
  }

  /** A line that is no event known here: shown as it is, never lost. */
  record PlainLine(Instant at, String text) implements RunEvent {
    @Override
    public void deliverTo(RunListener listener) {
      listener.plainLine(this);
    }
  }
}
