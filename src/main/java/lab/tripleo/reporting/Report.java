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
 * What is told of a run afterwards, whatever the format.
 *
 * @param hosts Ansible's recap, or what was counted where it never came
 * @param rows a task on a host each, in the order in which they ended
 * @param remarks what Ansible said besides: warnings, and lines that are no events
 * @param files what else is in the record, as paths from there
 * @param topology the lab as it was then, in SVG
 */
public record Report(
    Header header,
    Map<String, HostStats> hosts,
    List<Row> rows,
    List<String> remarks,
    List<String> files,
    Optional<String> topology) {

  /**
   * What the record says of the run as a whole.
   *
   * @param id of the run
   * @param lab its name; {@code unknown} in records of older versions
   * @param release its title; a simulated one says so
   * @param status {@code running}, {@code succeeded}, {@code failed} or {@code interrupted}
   * @param exitCode of the program; absent while it runs
   * @param finishedAt absent while it runs
   * @param command as the user gave it
   * @param ansible version of ansible-core; empty where it never started
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

    /** What was done. */
    public String title() {
      return target.title();
    }

    String stage() {
      return target.stage().word();
    }

    /** Whether it only asked what would change. */
    boolean check() {
      return target.kind() == RunKind.CHECK;
    }

    /** Whether it is over, and not well. */
    boolean isBad() {
      return exitCode.filter(it -> it != 0).isPresent();
    }

    /** How long it took; absent while it runs. */
    public Optional<Duration> took() {
      return finishedAt.map(end -> Duration.between(startedAt, end));
    }
  }

  /** How a row is to be taken, whatever its word. */
  public enum Kind {
    GOOD,
    CHANGED,
    SKIPPED,
    /** A failure that the playbook allows for. */
    TOLERATED,
    FAILED,
    /** It had begun when the run ended. */
    UNFINISHED;

    /** Needs the reader. */
    public boolean isBad() {
      return this == FAILED || this == UNFINISHED;
    }
  }

  /**
   * A task on a host.
   *
   * @param module its full name; empty where Ansible never came to it
   * @param path {@code playbook:line}, relative
   * @param word Ansible's word for how it ended, or a check's answer
   * @param label how far a check's answer is to be trusted; empty in a run
   * @param took absent where Ansible never came to it
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

  /** Rows by their plays, both in their order. */
  static Map<String, List<Row>> byPlay(List<Row> rows) {
    Map<String, List<Row>> plays = new LinkedHashMap<>();
    rows.forEach(it -> plays.computeIfAbsent(it.play(), play -> new ArrayList<>()).add(it));
    return plays;
  }

  /** What needs the reader. */
  List<Row> bad() {
    return rows.stream().filter(it -> it.kind().isBad()).toList();
  }
}
