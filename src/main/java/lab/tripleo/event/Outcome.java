package lab.tripleo.event;

/** The result of a task on a host, in Ansible's terms. */
public enum Outcome {
  OK,
  CHANGED,
  SKIPPED,
  FAILED,
  UNREACHABLE;

  /** Lower case, as in Ansible's recap. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public boolean isBad() {
    return this == FAILED || this == UNREACHABLE;
  }
}
