package lab.tripleo.workspace;

/** Another process works on this lab. */
public final class LockedException extends WorkspaceException {
  private static final long serialVersionUID = 1L;

  LockedException(String holder) {
    super(
        "another command works on this lab: "
            + (holder.isEmpty() ? "one that has just started" : holder),
        "wait until it is done, or stop it with Ctrl-C where it runs");
  }
}
