package lab.tripleo.workspace;

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
 * @param number of the run in its lab, from 1: orders runs even when the clock was set back
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

  /** Whether it was a check; the numbers of its hosts are then what would change. */
  public boolean isCheck() {
    return target().kind() == RunKind.CHECK;
  }

  /**
   * The same run, finished; never before it started, even when the clock was set back.
   *
   * @param version of ansible-core; absent when it never started
   */
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
