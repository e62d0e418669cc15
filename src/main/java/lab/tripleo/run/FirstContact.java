package lab.tripleo.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.Authoriser;
import lab.tripleo.execution.ContactException;
import lab.tripleo.execution.HostKeys;
import lab.tripleo.execution.KeyLogin;
import lab.tripleo.execution.OsRelease;
import lab.tripleo.execution.SshdPolicy;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.HostKey;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.model.Stage;
import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.sandbox.SandboxException;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.KeyPair;
import lab.tripleo.workspace.KnownHosts;
import lab.tripleo.workspace.SshConfig;
import lab.tripleo.workspace.Workspace;

/** Pins the hypervisor's host key and authorises the lab's key there. */
final class FirstContact {
  private static final String ROOT = "root";
  private static final int TRIES = 3;
  private static final int LONGEST_PASSWORD = 1024;

  private final LabSession session;
  private final Terminal terminal;
  private final Workspace workspace;
  private final KnownHosts knownHosts;
  private final KeyLogin login;
  private final HostNeeds needs;

  FirstContact(LabSession session, Commands commands, Terminal terminal) throws UserError {
    this.session = session;
    this.terminal = terminal;
    this.workspace = session.workspace();
    this.knownHosts = new KnownHosts(workspace.knownHostsFile());
    this.login = new KeyLogin(session.folder());
    this.needs = new HostNeeds(session);
  }

  /** Makes contact with a machine of the user's. */
  void withMachine(Remote address, RunRequest request)
      throws IOException, UserError, InterruptedException {
    session.contacted();
    HostKey key = HostKeys.fetch(address);
    if (!knownHosts.check(SshConfig.HYPERVISOR_ALIAS, key)) {
      agree(address, key, request.yes());
      knownHosts.pin(SshConfig.HYPERVISOR_ALIAS, key);
    }
    Path configuration = writeConfiguration(address);
    Optional<SshdPolicy> policy = login.sshdPolicy(configuration, SshConfig.HYPERVISOR_ROOT);
    SshdPolicy sshd =
        policy.isPresent() ? policy.get() : authorise(address, key, configuration, request);
    recognise(configuration, request.access().forcePlatform());
    // The address of the virtual machine tripleo may depend on the platform, which is known only
    // now.
    writeConfiguration(address);
    sshd.require(address, needs(request));
    pinTripleo();
  }

  /** Cleaning logs in as root only. */
  private SshdPolicy.Needs needs(RunRequest request) throws IOException, UserError {
    return needs.ofSshd(!request.stages().equals(List.of(Stage.CLEAN)));
  }

  /** Makes contact with the sandbox, whose host key is trusted as it is. */
  void withSandbox(Sandbox sandbox, Remote address)
      throws IOException, UserError, InterruptedException, SandboxException {
    HostKey key = HostKeys.fetch(address);
    knownHosts.pin(SshConfig.HYPERVISOR_ALIAS, key);
    Path configuration = writeConfiguration(address);
    pinTripleo();
    if (login.works(configuration, SshConfig.HYPERVISOR_ROOT)) {
      return;
    }
    terminal.say("Authorising the lab's key with the sandbox's root password");
    String password = OneTimePassword.create();
    sandbox.setRootPassword(password);
    new Authoriser(address, ROOT, key).authorise(password.toCharArray(), rootKey().line());
  }

  /** Writes ssh.config; the virtual machine tripleo is in it as soon as its address is known. */
  private Path writeConfiguration(Remote address) throws IOException, UserError {
    return workspace.writeSshConfig(
        new SshConfig(workspace.folder(), address.host(), address.port(), needs.tripleoAddress())
            .text());
  }

  /**
   * Pins the host key of the virtual machine tripleo, which is generated here before the machine
   * exists.
   */
  private void pinTripleo() throws IOException {
    String[] words = workspace.key(Workspace.HOST_AT_TRIPLEO).line().split(" ", -1);
    HostKey key = new HostKey(words[0], words[1]);
    if (!knownHosts.pinned(SshConfig.TRIPLEO_ALIAS).equals(Optional.of(key))) {
      knownHosts.pin(SshConfig.TRIPLEO_ALIAS, key);
    }
  }

  private KeyPair rootKey() throws IOException {
    return workspace.key(Workspace.ROOT_AT_HYPERVISOR);
  }

  private void agree(Remote endpoint, HostKey key, boolean yes) throws IOException, UserError {
    terminal.say(
        "First contact with "
            + endpoint
            + ". Its host key is "
            + key.type()
            + " "
            + key.fingerprint()
            + ".");
    if (yes || !terminal.fds().in()) {
      terminal.say(
          "Pinned in workspace/known_hosts. Compare it with the fingerprint on the machine's console.");
      return;
    }
    if (!terminal.confirm("Does the machine's console show this fingerprint?")) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "the host key was not accepted; nothing was changed",
          "`ssh-keyscan`, or the machine's console, shows its host key");
    }
  }

  private SshdPolicy authorise(Remote endpoint, HostKey key, Path configuration, RunRequest request)
      throws IOException, UserError, InterruptedException {
    SshdPolicy sshd = authorise(endpoint, key, request.access().passwordFile());
    if (!login.works(configuration, SshConfig.HYPERVISOR_ROOT)) {
      sshd.require(endpoint, needs(request));
      login.require(configuration, SshConfig.HYPERVISOR_ROOT);
    }
    return sshd;
  }

  private SshdPolicy authorise(Remote endpoint, HostKey key, Optional<Path> passwordFile)
      throws IOException, UserError, InterruptedException {
    String publicKey = rootKey().line();
    if (passwordFile.isPresent()) {
      return new Authoriser(endpoint, ROOT, key)
          .authorise(passwordOf(passwordFile.get()), publicKey);
    }
    KeyLogin.OwnKeys own =
        login.authoriseWithUsersKey(
            endpoint, ROOT, workspace.knownHostsFile(), SshConfig.HYPERVISOR_ALIAS, publicKey);
    if (own.authorised().isPresent()) {
      terminal.say("Authorised the lab's key, logged in with your own key.");
      return own.authorised().get();
    }
    own.obstacle().ifPresent(terminal::warn);
    for (int i = 1; ; i++) {
      try {
        SshdPolicy sshd = new Authoriser(endpoint, ROOT, key).authorise(ask(endpoint), publicKey);
        terminal.say("Authorised the lab's key. The password is not needed again.");
        return sshd;
      } catch (ContactException e) {
        if (e.kind() != ContactException.Kind.WRONG_PASSWORD || i == TRIES) {
          throw e;
        }
        terminal.warn(e.getMessage());
      }
    }
  }

  private char[] ask(Remote endpoint) throws UserError {
    return terminal
        .password("Password of root on " + endpoint + " (used once, not stored): ")
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.UNREACHABLE,
                    endpoint
                        + " accepts neither the lab's key nor yours, and there is no terminal to ask for the password",
                    "use --password-file FILE (- is standard input). If root's authorized_keys has"
                        + " one of your keys, see PermitRootLogin, AllowUsers and DenyUsers in"
                        + " sshd's configuration there"));
  }

  private static char[] passwordOf(Path file) throws IOException, UserError {
    byte[] bytes =
        file.toString().equals("-")
            ? System.in.readNBytes(LONGEST_PASSWORD)
            : Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    java.util.Arrays.fill(bytes, (byte) 0);
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "no password found in " + file,
          "write the password into its first line");
    }
    return line.toCharArray();
  }

  /** Reads the platform at each contact: the machine may have been replaced. */
  private void recognise(Path configuration, boolean force)
      throws IOException, UserError, InterruptedException {
    if (!session.contact().detectsPlatform()) {
      return;
    }
    OsRelease system = login.osRelease(configuration, SshConfig.HYPERVISOR_ROOT);
    Recognition recognition = Recognition.of(system, session.platforms());
    Optional<FoundPlatform> before = workspace.platform();
    FoundPlatform found = recognition.accept(force, before);
    recognition.warning().ifPresent(terminal::warn);
    if (!before.equals(Optional.of(found))) {
      workspace.rememberPlatform(found);
      terminal.say(
          "The hypervisor runs " + system.prettyName() + ": platform " + found.name() + ".");
    }
  }
}
