package lab.tripleo.event;

/** A host's line in Ansible's recap: numbers of tasks. */
public record HostStats(
    int ok, int changed, int failed, int unreachable, int skipped, int rescued, int ignored) {

  public static final HostStats NONE = new HostStats(0, 0, 0, 0, 0, 0, 0);

  public boolean isBad() {
    return failed > 0 || unreachable > 0;
  }

  /** Tasks that ran or were skipped; 0 if no task reached the host. */
  public int total() {
    return ok + failed + unreachable + skipped + rescued + ignored;
  }
}
