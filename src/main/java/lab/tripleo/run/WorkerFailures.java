package lab.tripleo.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.ContactException;
import lab.tripleo.workspace.LockedException;
import lab.tripleo.workspace.WorkspaceException;

/** Turns exceptions of the other packages into errors for the user. */
public final class WorkerFailures {
  private WorkerFailures() {}

  /** The exit code that the program ends with because of an exception. */
  static ExitCode exitCode(Exception e) {
    return e instanceof IOException it ? of(it).exitCode() : ExitCode.BUG;
  }

  public static UserError of(IOException e) {
    if (e instanceof ClosedByInterruptException it) {
      return new UserError(ExitCode.INTERRUPTED, "interrupted while a file was written", "", it);
    }
    if (e instanceof ContactException it) {
      return new UserError(ExitCode.UNREACHABLE, it.getMessage(), it.hint(), it);
    }
    if (e instanceof LockedException it) {
      return new UserError(ExitCode.LOCKED, it.getMessage(), it.hint(), it);
    }
    if (e instanceof WorkspaceException it) {
      return new UserError(ExitCode.UNREACHABLE, it.getMessage(), it.hint(), it);
    }
    // The message is often only a path; the class tells what went wrong.
    String kind =
        e.getClass()
            .getSimpleName()
            .replaceAll("Exception$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(java.util.Locale.ROOT);
    String what = e.getClass() == IOException.class ? e.getMessage() : kind + ": " + e.getMessage();
    return new UserError(ExitCode.UNREACHABLE, what, hint(e), e);
  }

  private static String hint(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "create the file, or its parent folder";
    }
    return e instanceof AccessDeniedException
        ? "check the permissions of the file and of its folder"
        : "check the disk's free space and the folder's permissions";
  }
}
