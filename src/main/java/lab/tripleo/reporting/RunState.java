package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent.DiffShown;
import lab.tripleo.event.RunEvent.HostFinished;
import lab.tripleo.event.RunEvent.HostStarted;
import lab.tripleo.event.RunEvent.ItemFinished;
import lab.tripleo.event.RunEvent.NoHostsMatched;
import lab.tripleo.event.RunEvent.PlainLine;
import lab.tripleo.event.RunEvent.PlayStarted;
import lab.tripleo.event.RunEvent.Retried;
import lab.tripleo.event.RunEvent.RunFinished;
import lab.tripleo.event.RunEvent.RunStarted;
import lab.tripleo.event.RunEvent.TaskPlanned;
import lab.tripleo.event.RunEvent.TaskSkipped;
import lab.tripleo.event.RunEvent.TaskStarted;
import lab.tripleo.event.RunListener;

/**
 * Collects the events of a run: its progress, and those results that somebody asks for. Its size
 * depends on the number of hosts and failures, not on the number of events. One thread only.
 */
public final class RunState implements RunListener {
  /** Far more than a playbook has, and than a fast host may be ahead of a slow one. */
  private static final int MOST_TASKS = 10_000;

  private static final int MOST_SPOKEN = 10_000;

  /** What a host is busy with. */
  record Busy(String task, Instant since, String detail) {}

  /**
   * A task that ended on a host.
   *
   * @param failedItems of its loop
   */
  public record Done(
      HostFinished result,
      String play,
      String path,
      Instant startedAt,
      List<ItemFinished> failedItems) {
    private static final String PLAYBOOKS = "/playbooks/";

    public Done {
      failedItems = List.copyOf(failedItems);
    }

    /** Never negative, even if the clock was set back in between. */
    Duration took() {
      Duration took = Duration.between(startedAt, result.at());
      return took.isNegative() ? Duration.ZERO : took;
    }

    /** The module's message; for a loop, those of the items that failed. */
    String message() {
      return failedItems.isEmpty()
          ? result.message()
          : failedItems.stream()
              .map(it -> "item " + it.label() + ": " + it.message())
              .collect(Collectors.joining("\n"));
    }

    /** What the failed command wrote, unless the message has it. */
    String output() {
      return result.message().contains(result.output().strip()) ? "" : result.output();
    }

    /** {@code playbook:line}, relative to the lab folder. */
    public String place() {
      return relative(path);
    }

    /** Relative to the lab folder, and so to the record, which keeps a copy. */
    static String relative(String path) {
      return path.substring(Math.max(0, path.lastIndexOf(PLAYBOOKS) + 1));
    }
  }

  /**
   * What a task of {@code debug} said, for people.
   *
   * @param tags of the task
   */
  public record Spoken(String message, List<String> tags) {
    public Spoken {
      tags = List.copyOf(tags);
    }
  }

  private final Map<String, TaskStarted> tasks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TaskStarted> eldest) {
          return size() > MOST_TASKS;
        }
      };
  private final Map<String, Busy> busy = new LinkedHashMap<>();
  private final Map<String, HostStats> counted = new TreeMap<>();
  private final SlowestResults slowest = new SlowestResults();
  private final List<Done> failures = new ArrayList<>();
  private final List<Spoken> spoken = new ArrayList<>();

  /** By task and host, until their result. */
  private final Map<String, List<ItemFinished>> failedItems = new HashMap<>();

  private Optional<Done> last = Optional.empty();
  private Optional<RunStarted> started = Optional.empty();
  private Optional<RunFinished> finished = Optional.empty();
  private String play = "";
  private int tasksStarted;

  /** Version of ansible-core; absent before Ansible has started. */
  public Optional<String> ansibleVersion() {
    return started.map(RunStarted::ansibleVersion).filter(it -> !it.isEmpty());
  }

  /** Ansible's recap or, before it comes, what was counted so far. Sorted by host. */
  public Map<String, HostStats> hosts() {
    return Collections.unmodifiableMap(
        finished.map(it -> (Map<String, HostStats>) new TreeMap<>(it.hosts())).orElse(counted));
  }

  /** The newest result. */
  Optional<Done> last() {
    return last;
  }

  /** The three results that took longest, the longest first. */
  List<Done> slowest() {
    return slowest.list();
  }

  /** Failures that were neither ignored nor rescued. */
  public List<Done> failures() {
    return List.copyOf(failures);
  }

  /** The first 10,000 messages of tasks of {@code debug}, in their order. */
  public List<Spoken> spoken() {
    return List.copyOf(spoken);
  }

  /** Whether this result is a message for people: that of a task of {@code debug}. */
  public boolean isSpoken(HostFinished result) {
    TaskStarted task = tasks.get(result.taskId());
    return task != null
        && task.action().equals("ansible.builtin.debug")
        && result.outcome() == Outcome.OK;
  }

  /** The play of the first failure; without a failure, the play that started last; may be empty. */
  public String playInTrouble() {
    return failures.stream().findFirst().map(Done::play).orElse(play);
  }

  /** Tasks announced so far. */
  public int tasksStarted() {
    return tasksStarted;
  }

  String play() {
    return play;
  }

  Map<String, Busy> busy() {
    return Collections.unmodifiableMap(busy);
  }

  @Override
  public void runStarted(RunStarted event) {
    started = Optional.of(event);
  }

  @Override
  public void playStarted(PlayStarted event) {
    play = event.name();
    busy.clear();
  }

  @Override
  public void taskStarted(TaskStarted event) {
    tasksStarted++;
    tasks.put(event.id(), event);
  }

  @Override
  public void hostStarted(HostStarted event) {
    busy.put(event.host(), new Busy(taskName(event.taskId()), event.at(), ""));
  }

  @Override
  public void hostFinished(HostFinished event) {
    Busy was = busy.remove(event.host());
    TaskStarted task = tasks.get(event.taskId());
    String path = task == null ? "" : task.path();
    Instant since = was == null ? event.at() : was.since();
    Done done = new Done(event, play, path, since, takeFailedItems(event));
    last = Optional.of(done);
    slowest.add(done);
    if (event.outcome().isBad() && !event.tolerated()) {
      failures.add(done);
    }
    if (spoken.size() < MOST_SPOKEN && isSpoken(event)) {
      spoken.add(new Spoken(event.message(), task == null ? List.of() : task.tags()));
    }
    counted.merge(event.host(), one(event), HostStats::plus);
  }

  @Override
  public void itemFinished(ItemFinished event) {
    detail(event.host(), event.label());
    if (event.outcome().isBad()) {
      failedItems
          .computeIfAbsent(key(event.taskId(), event.host()), it -> new ArrayList<>())
          .add(event);
    }
  }

  private List<ItemFinished> takeFailedItems(HostFinished of) {
    List<ItemFinished> taken = failedItems.remove(key(of.taskId(), of.host()));
    return taken != null && of.outcome().isBad() ? taken : List.of();
  }

  private static String key(String task, String host) {
    return task + " " + host;
  }

  @Override
  public void retried(Retried event) {
    detail(event.host(), event.text());
  }

  private void detail(String host, String detail) {
    busy.computeIfPresent(host, (name, it) -> new Busy(it.task(), it.since(), detail));
  }

  @Override
  public void taskPlanned(TaskPlanned event) {
    // Only a check needs it.
  }

  @Override
  public void taskSkipped(TaskSkipped event) {
    // Its end follows.
  }

  @Override
  public void diffShown(DiffShown event) {
    // No part of the state.
  }

  @Override
  public void noHostsMatched(NoHostsMatched event) {
    // The verdict uses it; there is nothing to show.
  }

  @Override
  public void runFinished(RunFinished event) {
    finished = Optional.of(event);
    busy.clear();
  }

  @Override
  public void plainLine(PlainLine event) {
    // PlainProgress prints it; no part of the state.
  }

  private String taskName(String id) {
    TaskStarted task = tasks.get(id);
    return task == null ? "" : task.name();
  }

  private static HostStats one(HostFinished it) {
    return switch (it.outcome()) {
      case OK -> new HostStats(1, 0, 0, 0, 0, 0, 0);
      case CHANGED -> new HostStats(1, 1, 0, 0, 0, 0, 0);
      case SKIPPED -> new HostStats(0, 0, 0, 0, 1, 0, 0);
      case FAILED ->
          it.tolerated() ? new HostStats(0, 0, 0, 0, 0, 0, 1) : new HostStats(0, 0, 1, 0, 0, 0, 0);
      case UNREACHABLE -> new HostStats(0, 0, 0, 1, 0, 0, 0);
    };
  }
}
