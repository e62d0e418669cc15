package lab.tripleo.workspace;

import java.nio.file.Path;
import lab.tripleo.model.HostKey;
import lab.tripleo.process.ShellWords;

/** The hypervisor's host key differs from the one that was pinned at first contact. */
final class HostKeyChangedException extends WorkspaceException {
  private static final long serialVersionUID = 1L;

  HostKeyChangedException(String alias, HostKey pinned, HostKey shown, Path file) {
    super(
        "the host key of "
            + alias
            + " has changed: pinned "
            + pinned.fingerprint()
            + " ("
            + pinned.type()
            + "), now "
            + shown.fingerprint()
            + " ("
            + shown.type()
            + ")",
        "somebody may be intercepting the connection. If the machine was reinstalled, compare the new"
            + " fingerprint at its console, then remove the old key:  ssh-keygen -R "
            + alias
            + " -f "
            + ShellWords.quote(file.toString()));
  }
}
