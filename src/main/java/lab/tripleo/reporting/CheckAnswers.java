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
 * The fold of the events of a check into its answers, one for each task and host, those that
 * Ansible never came to included. How they are labelled:
 *
 * <ul>
 *   <li>A task is answered for on the state of now; in a run, the tasks before it come first. As
 *       soon as one of these would change something, or cannot be told and could, all later answers
 *       depend on an earlier task.
 *   <li>Before that, an answer is certain when its module looks at the same things as in a run, or
 *       was really run because it only looks; else it depends on the host.
 *   <li>What was not tried is not told, unless the playbook itself says that it changes something
 *       whenever it runs: then it is known that it would run, and not what that does.
 *   <li>What a condition leaves out does not change anything, unless the condition asks for check
 *       mode: then it is not told.
 * </ul>
 */
public final class CheckAnswers implements RunListener {
  /**
   * Marks a condition that depends on check mode; every variable of that kind has it in its name.
   */
  private static final String CHECK_MODE = "check_mode";

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
   * Makes one.
   *
   * @param stage whose playbook it is, for people
   * @param out takes each answer as soon as it is known
   * @param lines takes what Ansible says besides, such as warnings
   */
  public CheckAnswers(String stage, Consumer<Answer> out, Consumer<String> lines) {
    this.stage = stage;
    this.out = out;
    this.lines = lines;
  }

  /** All so far, in the order of the tasks. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The first task on which the answers after it depend. */
  public Optional<String> firstChange() {
    return firstChange;
  }

  @Override
  public void playStarted(PlayStarted event) {
    leftOver();
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
    TaskPlanned task = started == null ? unplanned(event) : planned(started);
    Kind kind = kind(event, task);
    if (kind == Kind.WOULD_FAIL) {
      failed = Optional.of(event.taskName());
    }
    String why =
        switch (kind) {
          case NOT_TOLD -> waitsFor(event, task);
          case WOULD_FAIL -> event.message();
          case WOULD_CHANGE ->
              event.outcome() == Outcome.SKIPPED ? "it would run; what it does is not shown" : "";
          case NO_CHANGE -> event.outcome() == Outcome.SKIPPED ? "left out" : "";
        };
    boolean skipped = event.outcome() == Outcome.SKIPPED;
    boolean real =
        skipped
            ? kind == Kind.NO_CHANGE
            : CheckedModules.isCommand(task.action()) || CheckedModules.looksAsInRun(task.action());
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
      case FAILED, UNREACHABLE -> event.tolerated() ? Kind.NOT_TOLD : Kind.WOULD_FAIL;
      case OK -> untried ? Kind.NOT_TOLD : Kind.NO_CHANGE;
      case SKIPPED -> {
        if (untried && task.changes() == Changes.ALWAYS) {
          yield Kind.WOULD_CHANGE;
        }
        boolean leftOut =
            !untried
                && why.stream().noneMatch(it -> isOfCheckMode(it.condition().orElse(""), task));
        yield leftOut && !why.isEmpty() ? Kind.NO_CHANGE : Kind.NOT_TOLD;
      }
    };
  }

  private static boolean isOfCheckMode(String condition, TaskPlanned task) {
    return condition.isEmpty()
        ? task.conditions().stream().anyMatch(it -> it.contains(CHECK_MODE))
        : condition.contains(CHECK_MODE);
  }

  private static String waitsFor(HostFinished event, TaskPlanned task) {
    if (event.outcome().isBad()) {
      return "it succeeds";
    }
    return CheckedModules.isCommand(task.action()) ? "it is run" : "it is done";
  }

  private void answer(
      TaskPlanned task, String host, Kind kind, boolean real, String why, List<String> shown) {
    answered.add(key(task.path(), host));
    Label label = Label.NONE;
    if (kind != Kind.NOT_TOLD) {
      Label untouched = real ? Label.CERTAIN : Label.DEPENDS_ON_HOST;
      label = firstChange.isPresent() ? Label.DEPENDS_ON_EARLIER_TASK : untouched;
    }
    Answer answer = new Answer(play, task.name(), task.path(), host, kind, label, why, shown);
    answers.add(answer);
    out.accept(answer);
    boolean harmless =
        (task.changes() == Changes.NEVER || CheckedModules.onlyWaits(task.action()))
            && !task.registers();
    if (kind == Kind.WOULD_CHANGE || (kind == Kind.NOT_TOLD && !harmless)) {
      firstChange = firstChange.or(() -> Optional.of(task.name()));
    }
  }

  /** Answers for what the play holds and Ansible did not come to. */
  private void leftOver() {
    List<TaskPlanned> all =
        planned.values().stream().sorted(Comparator.comparingInt(CheckAnswers::line)).toList();
    for (String host : hosts) {
      Optional<TaskPlanned> end =
          all.stream()
              .filter(it -> it.ends() && !answered.contains(key(it.path(), host)))
              .findFirst();
      for (TaskPlanned task : all) {
        if (!task.ends() && !answered.contains(key(task.path(), host))) {
          leftOver(task, host, end.filter(it -> line(it) < line(task)));
        }
      }
    }
    planned.clear();
  }

  private void leftOver(TaskPlanned task, String host, Optional<TaskPlanned> end) {
    boolean leftOut = end.filter(it -> !isOfCheckMode("", it)).isPresent();
    if (leftOut) {
      answer(task, host, Kind.NO_CHANGE, true, "left out", List.of());
    } else {
      String why =
          failed
              .filter(it -> end.isEmpty())
              .map(it -> "\"" + it + "\" succeeds")
              .orElse(stage + " has run");
      answer(task, host, Kind.NOT_TOLD, false, why, List.of());
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

  private static TaskPlanned unplanned(HostFinished event) {
    return like(event.at(), event.taskName(), "", "");
  }

  private static TaskPlanned like(java.time.Instant at, String name, String path, String action) {
    return new TaskPlanned(at, name, path, action, false, Changes.UNKNOWN, true, List.of());
  }

  @Override
  public void runFinished(RunFinished event) {
    leftOver();
  }

  @Override
  public void runStarted(RunStarted event) {
    // Nothing is answered by it.
  }

  @Override
  public void hostStarted(HostStarted event) {
    // Its end tells all.
  }

  @Override
  public void itemFinished(ItemFinished event) {
    // The whole loop is answered for at its end.
  }

  @Override
  public void retried(Retried event) {
    // Its end tells all.
  }

  @Override
  public void noHostsMatched(NoHostsMatched event) {
    // The verdict is made of it elsewhere.
  }

  @Override
  public void plainLine(PlainLine event) {
    lines.accept(event.text());
  }
}
