package lab.tripleo.workspace;

import java.io.IOException;

/** The user has to repair the workspace. The message says what, the hint how. */
public class WorkspaceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  WorkspaceException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
