package lab.tripleo.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;

/**
 * What run.json holds.
 *
 * @param id the run folder's name
 * @param number of the run in its lab, from 1: says which was first even where the clock was set
 *     back
 * @param start what was known before the run started
 * @param exitCode of our program; absent while it runs
 * @param ansibleVersion absent until Ansible has started
 * @param pid our process
 * @param explanation a sentence on how it ended; empty while it runs
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
   * What is known of a run before it starts.
   *
   * @param lab LAB_NAME; absent in records of older versions
   * @param release title of what is installed; a simulated one says so
   * @param command as the user gave it
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

  /** Whether it only asked what would change; its hosts' numbers are of that. */
  public boolean isCheck() {
    return target().kind() == RunKind.CHECK;
  }

  public RunRecord withAnsible(String version) {
    return new RunRecord(
        id,
        number,
        start,
        status,
        exitCode,
        startedAt,
        finishedAt,
        Optional.of(version),
        pid,
        explanation,
        hosts);
  }

  /** The same run, at its end; not before its beginning, whatever the clock says by then. */
  public RunRecord finished(
      RunStatus how, int code, Instant now, String why, Map<String, HostStats> recap) {
    return new RunRecord(
        id,
        number,
        start,
        how,
        Optional.of(code),
        startedAt,
        Optional.of(now.isBefore(startedAt) ? startedAt : now),
        ansibleVersion,
        pid,
        why,
        recap);
  }
}
