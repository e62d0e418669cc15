package lab.tripleo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.tripleo.event.HostStats;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;

/**
 * The report of a run, whatever its format.
 *
 * @param hosts Ansible's recap; where it is missing, what was counted
 * @param rows one for each task and host, in the order of the results
 * @param remarks Ansible's other output: warnings, and lines that are no events
 * @param files other files of the record, relative to it
 * @param topology the lab at that time, in SVG
 */
public record Report(
    Header header,
    Map<String, HostStats> hosts,
    List<Row> rows,
    List<String> remarks,
    List<String> files,
    Optional<String> topology) {

  /**
   * The run as a whole, from its record.
   *
   * @param id of the run
   * @param lab its name; {@code unknown} in records of older versions
   * @param release its title; a simulated one says so
   * @param status {@code running}, {@code succeeded}, {@code failed} or {@code interrupted}
   * @param exitCode of the program; absent while it runs
   * @param finishedAt absent while it runs
   * @param command an equivalent of what the user typed, without options that do not change what
   *     runs
   * @param ansible version of ansible-core; empty if it never started
   * @param explanation a sentence on how it ended; empty while it runs
   */
  public record Header(
      String id,
      String lab,
      RunTarget target,
      String release,
      String status,
      Optional<Integer> exitCode,
      Instant startedAt,
      Optional<Instant> finishedAt,
      List<String> command,
      String program,
      String ansible,
      String explanation) {
    public Header {
      command = List.copyOf(command);
    }

    /** The stage; for a check, {@code check STAGE}. */
    String title() {
      return target.title();
    }

    String stage() {
      return target.stage().word();
    }

    /** Whether it only asked what would change. */
    boolean check() {
      return target.kind() == RunKind.CHECK;
    }

    /** Whether it is over and was not successful. */
    boolean isBad() {
      return exitCode.filter(it -> it != 0).isPresent();
    }

    /** How long it took; absent while it runs. */
    Optional<Duration> took() {
      return finishedAt.map(end -> Duration.between(startedAt, end));
    }
  }

  /** How a row is shown, whatever its word. */
  public enum Kind {
    GOOD,
    CHANGED,
    SKIPPED,
    /** A failure that the playbook ignores or rescues. */
    TOLERATED,
    FAILED,
    /** It had started when the run ended. */
    UNFINISHED;

    /** Needs the reader's attention. */
    boolean isBad() {
      return this == FAILED || this == UNFINISHED;
    }
  }

  /**
   * A task on a host.
   *
   * @param module its full name; empty if Ansible did not reach the task
   * @param path {@code playbook:line}, relative
   * @param word Ansible's word for how it ended, or a check's answer
   * @param label how reliable a check's answer is; empty in a run
   * @param startedAt absent if Ansible did not reach the task, or its time is unknown
   * @param took absent if Ansible did not reach the task, or it did not finish
   * @param output what a failed command wrote
   * @param diffs what it changed, or would
   */
  public record Row(
      String play,
      String task,
      String host,
      String module,
      String path,
      Kind kind,
      String word,
      String label,
      Optional<Instant> startedAt,
      Optional<Duration> took,
      String message,
      String output,
      List<String> diffs) {
    public Row {
      diffs = List.copyOf(diffs);
    }
  }

  public Report {
    hosts = new TreeMap<>(hosts);
    rows = List.copyOf(rows);
    remarks = List.copyOf(remarks);
    files = List.copyOf(files);
  }

  /** Rows by play, both in the given order. */
  static Map<String, List<Row>> byPlay(List<Row> rows) {
    Map<String, List<Row>> plays = new LinkedHashMap<>();
    rows.forEach(it -> plays.computeIfAbsent(it.play(), play -> new ArrayList<>()).add(it));
    return plays;
  }

  /** The word for a kind in this report, by its first row; absent if there is none. */
  Optional<String> word(Kind kind) {
    return rows.stream().filter(it -> it.kind() == kind).map(Row::word).findFirst();
  }

  /** The rows that need the reader's attention. */
  List<Row> bad() {
    return rows.stream().filter(it -> it.kind().isBad()).toList();
  }
}
