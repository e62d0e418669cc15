package lab.tripleo.event;

/** How a task ended on a host; Ansible's own words. */
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
