package lab.tripleo.execution;

import java.io.IOException;
import lab.tripleo.model.HypervisorAddress.Remote;

/**
 * A host cannot be reached or refuses the login. The message says what happened, the hint what to
 * do.
 */
public final class ContactException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The cause, as far as the host reports it. */
  public enum Kind {
    UNKNOWN_HOST,
    REFUSED,
    TIMEOUT,
    NO_ROUTE,
    /** It answers, but not with ssh's protocol, or it closes the connection. */
    NOT_SSH,
    /** A kind of algorithm of ssh's protocol has none that both sides support. */
    NO_COMMON_ALGORITHM,
    HOST_KEY_CHANGED,
    WRONG_PASSWORD,
    PASSWORD_LOGIN_DISABLED,
    /** Locked, expired, without a shell, or excluded by the host's configuration. */
    LOGIN_NOT_PERMITTED,
    PASSWORD_EXPIRED,
    KEY_NOT_AUTHORISED,
    /** The key was written, but a login with it does not work. */
    KEY_REFUSED,
    /** sshd's configuration forbids what the lab needs. */
    FORBIDDEN_BY_SSHD,
    COMMAND_FAILED,
    CONNECTION_LOST
  }

  private final Kind kind;
  private final String hint;

  ContactException(Kind kind, String message, String hint) {
    this(kind, message, hint, null);
  }

  ContactException(Kind kind, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  /** The key could not be written. */
  static ContactException keyNotAuthorised(String user, Remote endpoint, String said) {
    return new ContactException(
        Kind.KEY_NOT_AUTHORISED,
        "could not write authorized_keys of " + user + " on " + endpoint + ": " + said,
        "check that the file is not immutable (lsattr) and that the disk is neither full nor"
            + " read-only");
  }

  public Kind kind() {
    return kind;
  }

  public String hint() {
    return hint;
  }
}
