package lab.tripleo.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Ansible is started for. */
public enum RunKind {
  /** Do what the stage is for. */
  RUN,
  /** Ask the hosts what the stage would change; change nothing. */
  CHECK,
  /** List what stage clean would remove; remove nothing. */
  PLAN;

  /** As in run.json. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that word; absent when there is none. */
  public static Optional<RunKind> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
