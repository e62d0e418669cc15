package lab.tripleo.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;

/**
 * What run.json holds.
 *
 * @param id the run folder's name
 * @param number of the run in its lab, from 1: says which was first even where the clock was set
 *     back
 * @param release title of what is installed; a simulated one says so
 * @param exitCode of our program; absent while it runs
 * @param command as the user gave it
 * @param ansibleVersion absent until Ansible has started
 * @param pid our process
 * @param explanation a sentence on how it ended; empty while it runs
 */
public record RunRecord(
    String id,
    long number,
    String stage,
    String release,
    RunStatus status,
    Optional<Integer> exitCode,
    Instant startedAt,
    Optional<Instant> finishedAt,
    List<String> command,
    String programVersion,
    Optional<String> ansibleVersion,
    long pid,
    String explanation,
    Map<String, HostStats> hosts) {

  public RunRecord {
    command = List.copyOf(command);
    hosts = Map.copyOf(hosts);
  }

  static RunRecord started(
      String id,
      long number,
      String stage,
      String release,
      List<String> command,
      String programVersion,
      Instant now) {
    return new RunRecord(
        id,
        number,
        stage,
        release,
        RunStatus.RUNNING,
        Optional.empty(),
        now,
        Optional.empty(),
        command,
        programVersion,
        Optional.empty(),
        ProcessHandle.current().pid(),
        "",
        Map.of());
  }

  public RunRecord withAnsible(String version) {
    return new RunRecord(
        id,
        number,
        stage,
        release,
        status,
        exitCode,
        startedAt,
        finishedAt,
        command,
        programVersion,
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
        stage,
        release,
        how,
        Optional.of(code),
        startedAt,
        Optional.of(now.isBefore(startedAt) ? startedAt : now),
        command,
        programVersion,
        ansibleVersion,
        pid,
        why,
        recap);
  }
}
