package lab.tripleo.execution;

import java.util.List;

/** How a run ended. More than the exit code: Ansible reports success when nothing ran. */
public sealed interface Verdict {

  /** One or two sentences for the user. */
  String explanation();

  /** Ansible did not get as far as the first play: it is missing, or the playbook is wrong. */
  record CouldNotStart(int exitCode, List<String> stderrTail, String explanation)
      implements Verdict {
    public CouldNotStart {
      stderrTail = List.copyOf(stderrTail);
    }
  }

  /** Every task was done. */
  record Succeeded(String explanation) implements Verdict {}

  /** A task failed, or a host could not be reached. */
  record Failed(int exitCode, String explanation) implements Verdict {}

  /** Stopped by the user, by the time limit or by something from outside. */
  record Interrupted(String explanation) implements Verdict {}

  /** There was nothing to do: no host or no task matched. */
  record NothingMatched(String explanation) implements Verdict {}

  default boolean isSuccess() {
    return this instanceof Succeeded;
  }
}
