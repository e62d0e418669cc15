package lab.tripleo.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;

/**
 * The content of run.json.
 *
 * @param id the run folder's name
 * @param number of the run in its lab, from 1; orders runs even if the clock was set back
 * @param start the data known before the run
 * @param exitCode of this program; absent while the run is active
 * @param ansibleVersion absent until Ansible has started
 * @param pid of this program
 * @param explanation a sentence on the result; empty while the run is active
 */
public record RunRecord(
    String id,
    long number,
    Start start,
    RunStatus status,
    Optional<Integer> exitCode,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<String> ansibleVersion,
    long pid,
    String explanation,
    Map<String, HostStats> hosts) {

  /**
   * The data of a run that are known before it starts.
   *
   * @param lab LAB_NAME; absent in records of older versions
   * @param release title of the TripleO release; a simulated one says so
   * @param command an equivalent of what the user typed, without options that do not change what
   *     runs
   * @param programVersion of tripleo-lab
   */
  public record Start(
      RunTarget target,
      Optional<String> lab,
      String release,
      List<String> command,
      String programVersion) {
    public Start {
      command = List.copyOf(command);
    }
  }

  public RunRecord {
    hosts = Map.copyOf(hosts);
  }

  static RunRecord started(String id, long number, Start start, Instant now) {
    return new RunRecord(
        id,
        number,
        start,
        RunStatus.RUNNING,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        ProcessHandle.current().pid(),
        "",
        Map.of());
  }

  public RunTarget target() {
    return start.target();
  }

  /** From its start to its end; absent while the run is active. */
  public Optional<Duration> took() {
    return finishedAt.map(it -> Duration.between(startedAt, it));
  }

  /** Whether it was a check; its host numbers then count what would change. */
  public boolean isCheck() {
    return target().kind() == RunKind.CHECK;
  }

  /** The finished run; its end is never before its start, even if the clock was set back. */
  public RunRecord finished(
      RunStatus how,
      int code,
      Instant now,
      Optional<String> version,
      String why,
      Map<String, HostStats> recap) {
    return new RunRecord(
        id,
        number,
        start,
        how,
        Optional.of(code),
        startedAt,
        Optional.of(now.isBefore(startedAt) ? startedAt : now),
        version,
        pid,
        why,
        recap);
  }
}
