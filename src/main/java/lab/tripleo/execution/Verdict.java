package lab.tripleo.execution;

import java.util.List;

/**
 * The result of a run. The exit code alone is not enough: Ansible reports success if nothing ran.
 */
public sealed interface Verdict {

  /** One or two sentences for the user. */
  String explanation();

  /** Ansible did not start a play: it is missing, or the playbook is invalid. */
  record CouldNotStart(int exitCode, List<String> stderrTail, String explanation)
      implements Verdict {
    public CouldNotStart {
      stderrTail = List.copyOf(stderrTail);
    }
  }

  /** Every task succeeded. */
  record Succeeded(String explanation) implements Verdict {}

  /** A task failed, or a host could not be reached. */
  record Failed(int exitCode, String explanation) implements Verdict {}

  /** The user, the time limit or a signal stopped the run. */
  record Interrupted(String explanation) implements Verdict {}

  /** No host or no task matched. */
  record NothingMatched(String explanation) implements Verdict {}

  default boolean isSuccess() {
    return this instanceof Succeeded;
  }
}
