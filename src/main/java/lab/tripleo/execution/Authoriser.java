package lab.tripleo.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.model.HostKey;
import lab.tripleo.model.HypervisorAddress.Remote;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** Logs in with a password once, to authorise a key. */
public final class Authoriser {
  private static final int COMMAND_SECONDS = 30;

  /** The exit code of ssh for its own failures. */
  private static final int SSH_FAILED = 255;

  /** The last message of ssh after a refused login; it lists the methods. */
  private static final Pattern DENIED = Pattern.compile("Permission denied \\(([^)]*)\\)");

  /** Of a refused password, for the user. */
  private static final String CAUSES =
      "type it again. If it is right, look at these lines of /etc/ssh/sshd_config and of the files"
          + " that it includes (`sshd -T` prints all): PermitRootLogin no or prohibit-password,"
          + " AllowUsers, DenyUsers, AllowGroups, DenyGroups. With prohibit-password, add"
          + " workspace/keys/%1$s@hypervisor.pub to authorized_keys of %1$s. `passwd -S %1$s` shows"
          + " whether the account is locked";

  private final Remote endpoint;
  private final String user;
  private final HostKey pinned;

  /**
   * Only stores its arguments.
   *
   * @param pinned the host key; the password is sent to no other
   */
  public Authoriser(Remote endpoint, String user, HostKey pinned) {
    this.endpoint = endpoint;
    this.user = user;
    this.pinned = pinned;
  }

  /**
   * Adds the key to the account's authorized_keys, unless it is there.
   *
   * @param password overwritten with zeros before this returns or throws
   * @param publicKey a line as in authorized_keys
   * @return what sshd allows
   */
  public SshdPolicy authorise(char[] password, String publicKey) throws ContactException {
    try {
      return execute(password, AuthoriseScript.command(publicKey));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private SshdPolicy execute(char[] password, String command) throws ContactException {
    try {
      SSHClient client = SshSession.connect(endpoint, HostKeys.only(pinned));
      try {
        logIn(client, password);
        return execute(client, command);
      } finally {
        SshSession.closeQuietly(client);
      }
    } catch (ContactException failed) {
      if (failed.kind() != Kind.NO_COMMON_ALGORITHM) {
        throw failed;
      }
      return executeThroughOpenSsh(password, command);
    }
  }

  private SshdPolicy executeThroughOpenSsh(char[] password, String command)
      throws ContactException {
    SshOutput output = new OpenSsh(endpoint).run(user, pinned, password, command);
    if (output.ending().exitCode() == SSH_FAILED) {
      throw refused(output.text());
    }
    return policy(output.out(), output.err());
  }

  /** From the messages of ssh. */
  private ContactException refused(String said) {
    Matcher denied = DENIED.matcher(said);
    if (denied.find()) {
      List<String> offered = Arrays.asList(denied.group(1).split(",", -1));
      return offered.contains("password") || offered.contains("keyboard-interactive")
          ? wrongPassword(null)
          : passwordLoginDisabled(offered);
    }
    return said.contains("Host key verification failed")
        ? SshSession.hostKeyChanged(endpoint, null)
        : refused(said, null);
  }

  private void logIn(SSHClient client, char[] password) throws ContactException {
    Collection<String> offered = offered(client);
    if (client.isAuthenticated()) {
      return;
    }
    Finder finder = new Finder(password);
    if (offered.contains("password")) {
      authenticate(client, new AuthPassword(finder));
    } else if (offered.contains("keyboard-interactive")) {
      authenticate(client, new AuthKeyboardInteractive(new PasswordResponseProvider(finder)));
    } else {
      throw passwordLoginDisabled(offered);
    }
  }

  /** Tries without credentials, so that the server lists its authentication methods. */
  private Collection<String> offered(SSHClient client) throws ContactException {
    try {
      client.auth(user, new AuthNone());
    } catch (UserAuthException asExpected) {
      if (!client.isConnected()) {
        throw refused(client, asExpected);
      }
    } catch (IOException | IllegalStateException lost) {
      throw refused(client, lost);
    }
    return client.getUserAuth().getAllowedMethods();
  }

  private void authenticate(SSHClient client, AuthMethod method) throws ContactException {
    try {
      client.auth(user, method);
    } catch (UserAuthException denied) {
      if (!client.isConnected() || isAboutAccount(banner(client))) {
        throw refused(client, denied);
      }
      throw wrongPassword(denied);
    } catch (IOException | IllegalStateException lost) {
      throw refused(client, lost);
    }
  }

  private ContactException passwordLoginDisabled(Collection<String> offered) {
    return new ContactException(
        Kind.PASSWORD_LOGIN_DISABLED,
        endpoint + " does not accept passwords, only: " + String.join(", ", offered),
        "add the lab's key (workspace/keys/root@hypervisor.pub) to authorized_keys of "
            + user
            + " there, or add a key that works there to your ssh agent, or set"
            + " 'PasswordAuthentication yes' and 'PermitRootLogin yes' until the first"
            + " contact is done");
  }

  private ContactException wrongPassword(Throwable cause) {
    return new ContactException(
        Kind.WRONG_PASSWORD,
        endpoint
            + " does not accept this password of "
            + user
            + ": it is wrong, or sshd does not let "
            + user
            + " log in with a password",
        CAUSES.formatted(user),
        cause);
  }

  private ContactException refused(SSHClient client, Exception cause) {
    return refused(banner(client), cause);
  }

  /** The server closed the connection during the login, as PAM does for refused accounts. */
  private ContactException refused(String banner, Throwable cause) {
    String lower = banner.toLowerCase(Locale.ROOT);
    if (lower.contains("password") && lower.contains("expired")) {
      return expired(banner);
    }
    return new ContactException(
        Kind.LOGIN_NOT_PERMITTED,
        endpoint
            + " does not let "
            + user
            + " log in: "
            + (banner.isEmpty() ? "it closed the connection" : banner),
        "check the account there (passwd -S, chage -l), AllowUsers and PermitRootLogin in"
            + " /etc/ssh/sshd_config, and sshd's log",
        cause);
  }

  private ContactException expired(String said) {
    return new ContactException(
        Kind.PASSWORD_EXPIRED,
        "the password of " + user + " on " + endpoint + " has expired: " + said,
        "log in there once by hand and set a new one");
  }

  private static String banner(SSHClient client) {
    return Optional.ofNullable(client.getUserAuth().getBanner()).orElse("").strip();
  }

  private static boolean isAboutAccount(String banner) {
    String lower = banner.toLowerCase(Locale.ROOT);
    return lower.contains("expired") || lower.contains("locked") || lower.contains("not allowed");
  }

  private SshdPolicy execute(SSHClient client, String command) throws ContactException {
    List<String> out;
    List<String> err;
    try (Session session = client.startSession();
        Session.Command running = session.exec(command)) {
      out = lines(running.getInputStream());
      err = lines(running.getErrorStream());
      running.join(COMMAND_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | IllegalStateException lost) {
      throw new ContactException(
          Kind.CONNECTION_LOST,
          "lost the connection to " + endpoint + ": " + lost.getMessage(),
          "try again",
          lost);
    }
    return policy(out, err);
  }

  private SshdPolicy policy(List<String> out, List<String> err) throws ContactException {
    Optional<SshdPolicy> policy = AuthoriseScript.outcome(out);
    return policy.orElseThrow(() -> failed(String.join("\n", err.isEmpty() ? out : err).strip()));
  }

  private static List<String> lines(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  private ContactException failed(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("password") && (lower.contains("expired") || lower.contains("change"))) {
      return expired(said);
    }
    if (lower.contains("not available") || lower.contains("nologin")) {
      return new ContactException(
          Kind.LOGIN_NOT_PERMITTED,
          endpoint + " gives " + user + " no shell: " + said,
          "give the account a login shell there");
    }
    return ContactException.keyNotAuthorised(user, endpoint, said);
  }

  /** Returns copies of the password, which sshj overwrites, but allows only one attempt. */
  private static final class Finder implements PasswordFinder {
    private final char[] password;

    Finder(char[] password) {
      this.password = password;
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
      return password.clone();
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
      return false;
    }
  }
}
