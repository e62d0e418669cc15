package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunEvent.DiffShown;
import lab.tripleo.event.RunEvent.HostFinished;
import lab.tripleo.event.RunEvent.TaskSkipped;
import lab.tripleo.event.RunEvent.TaskStarted;
import lab.tripleo.reporting.Report.Kind;
import lab.tripleo.reporting.Report.Row;

/** Builds the report of a run or a check from its events. */
public final class ReportBuilder extends EveryEvent {
  /** Lines of a diff that are kept; ansible.log has all. */
  private static final int MOST_DIFF_LINES = 400;

  private final Report.Header header;
  private final UnaryOperator<String> redaction;
  private final RunState state = new RunState();
  private final CheckAnswers answers;
  private final List<Row> rows = new ArrayList<>();

  /** Equal texts of many rows, once. */
  private final Map<String, String> shared = new HashMap<>();

  private final List<String> remarks = new ArrayList<>();
  private final Map<String, String> modules = new HashMap<>();

  /** By task and host; only a check needs them after the result. */
  private final Map<String, Span> spans = new HashMap<>();

  private final Map<String, List<String>> diffs = new HashMap<>();
  private final Map<String, String> conditions = new HashMap<>();

  /** When a task ran on a host. */
  private record Span(Instant startedAt, Duration took) {}

  /**
   * Starts with no events.
   *
   * @param redaction removes secrets from a text
   */
  public ReportBuilder(Report.Header header, UnaryOperator<String> redaction) {
    this.header = header;
    this.redaction = text -> text.isEmpty() ? text : redaction.apply(text);
    this.answers =
        new CheckAnswers(
            header.stage(),
            answer -> {
              // report() takes all at once.
            },
            line -> {
              // any() keeps it as a remark.
            });
  }

  @Override
  protected void any(RunEvent event) {
    event.deliverTo(state);
    if (header.check()) {
      event.deliverTo(answers);
    }
    if (event instanceof RunEvent.PlainLine it) {
      remarks.add(redaction.apply(it.text()));
    } else if (event instanceof TaskStarted it) {
      modules.put(it.path(), it.action());
    } else if (event instanceof DiffShown it) {
      diffs.computeIfAbsent(key(it.taskId(), it.host()), k -> new ArrayList<>()).add(it.diff());
    } else if (event instanceof TaskSkipped it) {
      it.condition().ifPresent(text -> conditions.put(key(it.taskId(), it.host()), text));
    } else if (event instanceof HostFinished) {
      finished(state.last().orElseThrow());
    }
  }

  private void finished(RunState.Done done) {
    HostFinished it = done.result();
    String key = key(it.taskId(), it.host());
    List<String> shown = diffs.getOrDefault(key, List.of());
    if (header.check()) {
      spans.put(key(done.path(), it.host()), new Span(done.startedAt(), done.took()));
    } else {
      rows.add(row(done, conditions.getOrDefault(key, ""), shown));
    }
    diffs.remove(key);
    conditions.remove(key);
  }

  private static String key(String task, String host) {
    return task + " " + host;
  }

  /** An event without a time has got that of its reading. */
  private Optional<Instant> duringRun(Instant at) {
    return Optional.of(at)
        .filter(it -> !it.isBefore(header.startedAt()))
        .filter(it -> header.finishedAt().map(end -> !it.isAfter(end)).orElse(true));
  }

  private String shared(String text) {
    return shared.computeIfAbsent(text, same -> same);
  }

  /**
   * The report of the events so far.
   *
   * @param recap the hosts' numbers from the record; empty to take those from the events
   * @param files of the record
   * @param topology the lab at that time, in SVG
   */
  public Report report(
      Map<String, HostStats> recap, List<String> files, Optional<String> topology) {
    Stream<Row> finished =
        header.check() ? answers.answers().stream().map(this::row) : rows.stream();
    return new Report(
        header,
        recap.isEmpty() ? state.hosts() : recap,
        Stream.concat(finished, unfinished()).toList(),
        remarks,
        files,
        topology);
  }

  private Row row(RunState.Done done, String condition, List<String> changes) {
    HostFinished it = done.result();
    boolean tolerated = it.outcome().isBad() && it.tolerated();
    boolean byCondition = it.outcome() == Outcome.SKIPPED && !condition.isEmpty();
    return new Row(
        done.play(),
        shared(it.taskName()),
        shared(it.host()),
        shared(modules.getOrDefault(done.path(), "")),
        shared(done.place()),
        tolerated ? Kind.TOLERATED : kind(it.outcome()),
        tolerated ? it.outcome().word() + ", tolerated" : it.outcome().word(),
        "",
        duringRun(done.startedAt()),
        Optional.of(done.took()),
        redaction.apply(byCondition ? "condition is false: " + condition : done.message()),
        redaction.apply(done.output()),
        shown(changes));
  }

  private Row row(Answer it) {
    Kind kind =
        switch (it.kind()) {
          case WOULD_CHANGE -> Kind.CHANGED;
          case NO_CHANGE -> Kind.GOOD;
          case WOULD_FAIL -> Kind.FAILED;
          case UNKNOWN -> Kind.SKIPPED;
        };
    boolean unknown = it.kind() == Answer.Kind.UNKNOWN;
    Optional<Span> span = Optional.ofNullable(spans.get(key(it.path(), it.host())));
    return new Row(
        it.play(),
        it.task(),
        it.host(),
        modules.getOrDefault(it.path(), ""),
        RunState.Done.relative(it.path()),
        kind,
        it.kind().word(),
        it.label().word(),
        span.map(Span::startedAt).flatMap(this::duringRun),
        span.map(Span::took),
        redaction.apply(unknown ? "until " + it.why() : it.why()),
        "",
        shown(it.diffs()));
  }

  /** Tasks without a result: the run ended before. */
  private Stream<Row> unfinished() {
    return state.busy().entrySet().stream()
        .map(
            busy ->
                new Row(
                    state.play(),
                    busy.getValue().task(),
                    busy.getKey(),
                    "",
                    "",
                    Kind.UNFINISHED,
                    "not finished",
                    "",
                    duringRun(busy.getValue().since()),
                    Optional.empty(),
                    redaction.apply(busy.getValue().detail()),
                    "",
                    List.of()));
  }

  private static Kind kind(Outcome outcome) {
    return switch (outcome) {
      case OK -> Kind.GOOD;
      case CHANGED -> Kind.CHANGED;
      case SKIPPED -> Kind.SKIPPED;
      case FAILED, UNREACHABLE -> Kind.FAILED;
    };
  }

  private List<String> shown(List<String> all) {
    return all.stream().map(redaction).map(ReportBuilder::cut).toList();
  }

  private static String cut(String diff) {
    List<String> lines = diff.stripTrailing().lines().toList();
    int left = lines.size() - MOST_DIFF_LINES;
    String shown = String.join("\n", lines.subList(0, Math.min(lines.size(), MOST_DIFF_LINES)));
    return left > 0 ? shown + "\n(" + left + " more lines are in ansible.log)" : shown;
  }
}
