package lab.tripleo.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.process.LoginShell;
import lab.tripleo.process.ShellWords;

/**
 * Logs in with keys through the ssh program, which supports agents, hardware keys and the user's
 * settings.
 */
public final class KeyLogin {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final String MISSING = "missing";

  private final Map<String, String> environment;
  private final Path folder;

  /**
   * Only stores its argument.
   *
   * @param folder ssh's working folder: the lab folder
   */
  public KeyLogin(Path folder) {
    this.environment = FilteredEnvironment.ofThisProgram();
    this.folder = folder;
  }

  /** For tests, with other variables than those of this program. */
  KeyLogin(Map<String, String> environment, Path folder) {
    this.environment = FilteredEnvironment.of(environment);
    this.folder = folder;
  }

  /**
   * The outcome of a login with the user's own keys.
   *
   * @param authorised what sshd allows; absent if the host accepts none of these keys
   * @param obstacle why a key was not accepted, if ssh reports a cause that the user can remove
   */
  public record OwnKeys(Optional<SshdPolicy> authorised, Optional<String> obstacle) {}

  /**
   * Whether a login with the lab's key works.
   *
   * @throws ContactException if ssh and the server have no common algorithm
   */
  public boolean works(Path sshConfig, String host) throws IOException, InterruptedException {
    return withLabKey(sshConfig, host, "true").ending().isSuccess();
  }

  /**
   * What sshd allows; absent if a login with the lab's key does not work.
   *
   * @throws ContactException if start-up files print what Ansible would take for an answer
   */
  public Optional<SshdPolicy> sshdPolicy(Path sshConfig, String host)
      throws IOException, InterruptedException {
    SshOutput said =
        withLabKey(sshConfig, host, LoginShell.markedLine(AuthoriseScript.sshdPolicy()));
    if (!said.ending().isSuccess()) {
      return Optional.empty();
    }
    for (String line : LoginShell.startUpOutput(said.out())) {
      if (line.startsWith("{")) {
        throw new ContactException(
            Kind.COMMAND_FAILED,
            "the start-up files of the login shell on "
                + host
                + " print a line that Ansible takes for an answer: "
                + line,
            "let them print it at a terminal only, such as: [ -t 1 ] && echo ...");
      }
    }
    return Optional.of(SshdPolicy.parse(LoginShell.answer(said.out())));
  }

  /** Throws, with ssh's own message, if a login with the lab's key does not work. */
  public void require(Path sshConfig, String host) throws IOException, InterruptedException {
    SshOutput said = withLabKey(sshConfig, host, "true");
    if (!said.ending().isSuccess()) {
      throw new ContactException(
          Kind.KEY_REFUSED,
          "the lab's key was added to authorized_keys, but a login with it fails: " + said.text(),
          "see sshd's log there; the modes of the home folder and of .ssh matter too");
    }
  }

  /**
   * Authorises the lab's key by a login with the user's keys, from the agent or from files. The
   * host key must be pinned.
   *
   * @param knownHosts the lab's known_hosts
   * @param alias of the host in this file
   * @throws ContactException if the login works, but the key cannot be written, or if ssh and the
   *     server have no common algorithm
   */
  public OwnKeys authoriseWithUsersKey(
      Remote endpoint, String user, Path knownHosts, String alias, String publicKey)
      throws IOException, InterruptedException {
    List<String> argv = usersSsh(endpoint, user, knownHosts, alias);
    List<String> login = new ArrayList<>(argv);
    login.add(1, "-v");
    login.add("true");
    SshOutput tried = run(login);
    if (!tried.ending().isSuccess()) {
      List<String> locked = new ArrayList<>();
      for (String file : OwnKeyObstacle.acceptedFiles(tried.err())) {
        if (hasPassphrase(file)) {
          locked.add(file);
        }
      }
      return new OwnKeys(Optional.empty(), OwnKeyObstacle.in(tried.err(), locked));
    }
    argv.add(AuthoriseScript.command(publicKey));
    SshOutput said = run(argv);
    SshdPolicy policy =
        AuthoriseScript.outcome(said.out())
            .orElseThrow(() -> ContactException.keyNotAuthorised(user, endpoint, said.text()));
    return new OwnKeys(Optional.of(policy), Optional.empty());
  }

  private boolean hasPassphrase(String file) throws IOException, InterruptedException {
    SshOutput said = run(List.of("ssh-keygen", "-y", "-P", "", "-f", file));
    return !said.ending().isSuccess() && said.text().contains("passphrase");
  }

  private static List<String> usersSsh(
      Remote endpoint, String user, Path knownHosts, String alias) {
    List<String> argv = new ArrayList<>(batch());
    // Two levels of quoting: ssh reads an option's value as it reads a line of its configuration.
    String file = knownHosts.toAbsolutePath().toString();
    String quoted = '"' + file.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    argv.addAll(List.of("-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + quoted));
    argv.addAll(List.of("-o", "GlobalKnownHostsFile=none", "-o", "HostKeyAlias=" + alias));
    argv.addAll(List.of("-p", Integer.toString(endpoint.port()), "-l", user));
    argv.addAll(List.of("--", endpoint.host()));
    return argv;
  }

  private static List<String> batch() {
    return List.of(
        "ssh", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-o", "ControlPath=none");
  }

  /** Reads the host's os-release, with the lab's key. */
  public OsRelease osRelease(Path sshConfig, String host) throws IOException, InterruptedException {
    SshOutput said = withLabKey(sshConfig, host, LoginShell.markedLine("cat /etc/os-release"));
    if (!said.ending().isSuccess()) {
      throw new ContactException(
          Kind.COMMAND_FAILED,
          "could not read /etc/os-release on " + host + ": " + said.text(),
          "check that the machine answers:  tripleo-lab ssh " + host);
    }
    return OsRelease.parse(String.join("\n", LoginShell.answer(said.out())));
  }

  /** Whether a login with the lab's key works, but the host does not have this program. */
  public boolean lacks(Path sshConfig, String host, String program)
      throws IOException, InterruptedException {
    String command = ShellWords.line(List.of("test", "-x", program)) + " || echo " + MISSING;
    SshOutput said = withLabKey(sshConfig, host, LoginShell.markedLine(command));
    return LoginShell.answer(said.out()).equals(List.of(MISSING));
  }

  /**
   * The output of a command in the syntax of sh; absent if a login with the lab's key does not
   * work. The output is incomplete if the command takes longer than 45 seconds.
   */
  public Optional<List<String>> answer(Path sshConfig, String host, String command)
      throws IOException, InterruptedException {
    List<String> out = withLabKey(sshConfig, host, LoginShell.markedLine(command)).out();
    return out.contains(LoginShell.MARK) ? Optional.of(LoginShell.answer(out)) : Optional.empty();
  }

  private SshOutput withLabKey(Path sshConfig, String host, String command)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(batch());
    argv.addAll(List.of("-F", sshConfig.toAbsolutePath().toString(), "--", host, command));
    return run(argv);
  }

  private SshOutput run(List<String> argv) throws IOException, InterruptedException {
    return SshOutput.of(new Invocation(argv, folder, environment, LIMIT));
  }
}
