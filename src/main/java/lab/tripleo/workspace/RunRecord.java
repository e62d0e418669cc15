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
 * @param stage what was run: a stage's name, or the stage's name with what kept it from being a run
 *     of it, as {@code check prepare}
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

  private static final String CHECK = "check ";

  public RunRecord {
    command = List.copyOf(command);
    hosts = Map.copyOf(hosts);
  }

  /** The stage in the record of a check of it: no run of that stage, and never taken for one. */
  public static String checkOf(String stage) {
    return CHECK + stage;
  }

  /** Whether it only asked what would change; its hosts' numbers are of that. */
  public boolean isCheck() {
    return stage.startsWith(CHECK);
  }

  /** The stage that was run or checked, without more. */
  public String bareStage() {
    return isCheck() ? stage.substring(CHECK.length()) : stage;
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
