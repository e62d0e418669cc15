package lab.tripleo.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import lab.tripleo.event.RunEvent.TaskPlanned.Changes;
import lab.tripleo.event.RunEvent.TaskSkipped;
import lab.tripleo.event.RunEvent.TaskStarted;
import lab.tripleo.event.RunListener;
import lab.tripleo.reporting.Answer.Kind;
import lab.tripleo.reporting.Answer.Label;

/**
 * Collects the events of a check into answers: one for each task and host, also for tasks that
 * Ansible did not reach. The labels:
 *
 * <ul>
 *   <li>A check looks at the present state; in a run, earlier tasks come first. As soon as an
 *       earlier task would change something, or has an unknown answer and may change something, all
 *       later answers depend on an earlier task.
 *   <li>Before that, an answer is certain if its module looks at the same state as in a run, or if
 *       its command only reads and was really run. Otherwise it depends on the host.
 *   <li>The answer for a task that was not tried is unknown, unless the playbook says that the task
 *       always changes something. Then it would change, but the check cannot show what.
 *   <li>A task whose condition is false changes nothing, unless the condition depends on check
 *       mode: then the task was not tried. If this condition is the last one, the others are true;
 *       if it is not, the answer is unknown.
 * </ul>
 */
public final class CheckAnswers implements RunListener {
  /**
   * Marks a condition that depends on check mode: the variables of that kind have it in their
   * names. Playbooks of old records have the second.
   */
  private static final List<String> CHECK_MODE = List.of("check_mode", "too_bare_to_check");

  private final String stage;
  private final Consumer<Answer> out;
  private final Consumer<String> lines;
  private final List<Answer> answers = new ArrayList<>();
  private final Map<String, TaskStarted> tasks = new HashMap<>();
  private final Map<String, TaskPlanned> planned = new LinkedHashMap<>();
  private final Map<String, List<TaskSkipped>> skips = new HashMap<>();
  private final Map<String, List<String>> diffs = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private List<String> hosts = List.of();
  private String play = "";
  private Optional<String> failed = Optional.empty();
  private Optional<String> firstChange = Optional.empty();

  /**
   * Starts without answers.
   *
   * @param stage the name of the stage that is checked
   * @param out receives each answer as soon as it is known
   * @param lines receives Ansible's other output, such as warnings
   */
  public CheckAnswers(String stage, Consumer<Answer> out, Consumer<String> lines) {
    this.stage = stage;
    this.out = out;
    this.lines = lines;
  }

  /** All answers so far, in the order of the tasks. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The first task that later answers depend on. */
  public Optional<String> firstChange() {
    return firstChange;
  }

  @Override
  public void playStarted(PlayStarted event) {
    answerUnreached();
    play = event.name();
    hosts = event.hosts();
    planned.clear();
  }

  @Override
  public void taskPlanned(TaskPlanned event) {
    planned.put(event.path(), event);
  }

  @Override
  public void taskStarted(TaskStarted event) {
    tasks.put(event.id(), event);
  }

  @Override
  public void taskSkipped(TaskSkipped event) {
    if (event.taskId().isEmpty()) {
      answered.add(key(event.path(), event.host()));
    } else {
      skips.computeIfAbsent(key(event.taskId(), event.host()), it -> new ArrayList<>()).add(event);
    }
  }

  @Override
  public void diffShown(DiffShown event) {
    diffs
        .computeIfAbsent(key(event.taskId(), event.host()), it -> new ArrayList<>())
        .add(event.diff());
  }

  @Override
  public void hostFinished(HostFinished event) {
    TaskStarted started = tasks.get(event.taskId());
    TaskPlanned task =
        started == null ? like(event.at(), event.taskName(), "", "") : planned(started);
    Kind kind = kind(event, task);
    if (kind == Kind.WOULD_FAIL) {
      failed = Optional.of(event.taskName());
    }
    String why =
        switch (kind) {
          case UNKNOWN -> event.outcome().isBad() ? "it succeeds" : "it runs";
          case WOULD_FAIL -> event.message();
          case WOULD_CHANGE ->
              event.outcome() == Outcome.SKIPPED
                  ? "it would run; Ansible cannot show its changes"
                  : "";
          case NO_CHANGE -> event.outcome() == Outcome.SKIPPED ? "skipped" : "";
        };
    boolean skipped = event.outcome() == Outcome.SKIPPED;
    boolean real =
        skipped
            ? kind == Kind.NO_CHANGE
            : CheckModeSupport.isCommand(task.action())
                || CheckModeSupport.looksAsInRun(task.action());
    answer(
        task,
        event.host(),
        kind,
        real,
        why,
        diffs.getOrDefault(key(event.taskId(), event.host()), List.of()));
  }

  private Kind kind(HostFinished event, TaskPlanned task) {
    List<TaskSkipped> why = skips.getOrDefault(key(event.taskId(), event.host()), List.of());
    boolean untried = why.stream().anyMatch(it -> it.condition().isEmpty());
    return switch (event.outcome()) {
      case CHANGED -> Kind.WOULD_CHANGE;
      case FAILED, UNREACHABLE -> event.tolerated() ? Kind.UNKNOWN : Kind.WOULD_FAIL;
      case OK -> untried ? Kind.UNKNOWN : Kind.NO_CHANGE;
      case SKIPPED -> {
        Set<Kind> kinds = why.stream().map(it -> kind(it, task)).collect(Collectors.toSet());
        yield kinds.contains(Kind.WOULD_CHANGE)
            ? Kind.WOULD_CHANGE
            : kinds.equals(Set.of(Kind.NO_CHANGE)) ? Kind.NO_CHANGE : Kind.UNKNOWN;
      }
    };
  }

  private static Kind kind(TaskSkipped skipped, TaskPlanned task) {
    Optional<String> condition = skipped.condition();
    if (condition.filter(it -> !isOfCheckMode(it, task)).isPresent()) {
      return Kind.NO_CHANGE;
    }
    Optional<String> last = task.conditions().stream().reduce((one, next) -> next);
    boolean runs = condition.isEmpty() || condition.equals(last);
    return runs && task.changes() == Changes.ALWAYS ? Kind.WOULD_CHANGE : Kind.UNKNOWN;
  }

  private static boolean isOfCheckMode(String condition, TaskPlanned task) {
    return condition.isEmpty()
        ? task.conditions().stream().anyMatch(CheckAnswers::namesCheckMode)
        : namesCheckMode(condition);
  }

  private static boolean namesCheckMode(String condition) {
    return CHECK_MODE.stream().anyMatch(condition::contains);
  }

  private void answer(
      TaskPlanned task, String host, Kind kind, boolean real, String why, List<String> shown) {
    answered.add(key(task.path(), host));
    Label untouched = real ? Label.CERTAIN : Label.DEPENDS_ON_HOST;
    Label known = firstChange.isPresent() ? Label.DEPENDS_ON_EARLIER_TASK : untouched;
    Label label = kind == Kind.UNKNOWN ? Label.NONE : known;
    Answer answer = new Answer(play, task.name(), task.path(), host, kind, label, why, shown);
    answers.add(answer);
    out.accept(answer);
    boolean harmless =
        (task.changes() == Changes.NEVER || CheckModeSupport.onlyWaits(task.action()))
            && !task.registers();
    if (kind == Kind.WOULD_CHANGE || (kind == Kind.UNKNOWN && !harmless)) {
      firstChange = firstChange.or(() -> Optional.of(task.name()));
    }
  }

  /** Answers for the tasks of the play that Ansible did not reach. */
  private void answerUnreached() {
    List<TaskPlanned> all =
        planned.values().stream().sorted(Comparator.comparingInt(CheckAnswers::line)).toList();
    for (String host : hosts) {
      Optional<TaskPlanned> end =
          all.stream()
              .filter(it -> it.ends() && !answered.contains(key(it.path(), host)))
              .findFirst();
      for (TaskPlanned task : all) {
        if (!task.ends() && !answered.contains(key(task.path(), host))) {
          answerUnreached(task, host, end.filter(it -> line(it) < line(task)));
        }
      }
    }
    planned.clear();
  }

  private void answerUnreached(TaskPlanned task, String host, Optional<TaskPlanned> end) {
    boolean skipped = end.filter(it -> !isOfCheckMode("", it)).isPresent();
    if (skipped) {
      answer(task, host, Kind.NO_CHANGE, true, "skipped", List.of());
    } else {
      String why =
          failed
              .filter(it -> end.isEmpty())
              .map(it -> "\"" + it + "\" succeeds")
              .orElse(stage + " has run");
      answer(task, host, Kind.UNKNOWN, false, why, List.of());
    }
  }

  private static int line(TaskPlanned task) {
    String line = task.path().substring(task.path().lastIndexOf(':') + 1);
    return line.matches("[0-9]{1,9}") ? Integer.parseInt(line) : 0;
  }

  private static String key(String task, String host) {
    return task + " " + host;
  }

  private TaskPlanned planned(TaskStarted started) {
    return planned.getOrDefault(
        started.path(), like(started.at(), started.name(), started.path(), started.action()));
  }

  private static TaskPlanned like(java.time.Instant at, String name, String path, String action) {
    return new TaskPlanned(at, name, path, action, false, Changes.UNKNOWN, true, List.of());
  }

  @Override
  public void runFinished(RunFinished event) {
    answerUnreached();
  }

  @Override
  public void runStarted(RunStarted event) {
    // It answers nothing.
  }

  @Override
  public void hostStarted(HostStarted event) {
    // The answer comes with its result.
  }

  @Override
  public void itemFinished(ItemFinished event) {
    // The answer for the whole loop comes with its result.
  }

  @Override
  public void retried(Retried event) {
    // The answer comes with its result.
  }

  @Override
  public void noHostsMatched(NoHostsMatched event) {
    // The verdict uses it.
  }

  @Override
  public void plainLine(PlainLine event) {
    lines.accept(event.text());
  }
}
