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
 * @param release title of what is installed; a simulated one says so
 * @param exitCode of our program; absent while it runs
 * @param command as the user gave it
 * @param ansibleVersion absent until Ansible has started
 * @param pid our process
 * @param explanation a sentence on how it ended; empty while it runs
 */
public record RunRecord(
    String id,
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
      String stage,
      String release,
      List<String> command,
      String programVersion,
      Instant now) {
    return new RunRecord(
        id,
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

  /** The same run, at its end. */
  public RunRecord finished(
      RunStatus how, int code, Instant now, String why, Map<String, HostStats> recap) {
    return new RunRecord(
        id,
        stage,
        release,
        how,
        Optional.of(code),
        startedAt,
        Optional.of(now),
        command,
        programVersion,
        ansibleVersion,
        pid,
        why,
        recap);
  }
}
