package lab.tripleo.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a run. */
public enum RunStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  INTERRUPTED;

  /** The word in run.json. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RunStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
