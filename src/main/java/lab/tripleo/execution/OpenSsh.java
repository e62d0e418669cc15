package lab.tripleo.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.tripleo.execution.ContactException.Kind;
import lab.tripleo.files.Tree;
import lab.tripleo.model.HostKey;
import lab.tripleo.model.HypervisorAddress.Remote;
import net.schmizz.sshj.common.Factory;

/**
 * The installed ssh, for servers whose algorithms sshj lacks. Like the runs it reads no
 * configuration of the user's.
 */
final class OpenSsh {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final String ALIAS = "host";
  private static final String KNOWN_HOSTS = "known_hosts";

  /** Ssh's standard input holds the password, so that neither arguments nor files do. */
  private static final String ASKPASS =
      "#!/bin/sh\nIFS= read -r line && printf '%s\\n' \"$line\"\n";

  private final Remote endpoint;

  OpenSsh(Remote endpoint) {
    this.endpoint = endpoint;
  }

  /** Uses a temporary folder, which is ssh's working folder. */
  private interface Work<T> {
    T in(Path folder) throws IOException, InterruptedException;
  }

  /** The host's key, after the host has proved that it owns the key. */
  HostKey hostKey() throws ContactException {
    return inFolder(
        folder -> {
          List<String> argv = argv("root", "StrictHostKeyChecking=no", "BatchMode=yes");
          argv.addAll(1, List.of("-o", "PreferredAuthentications=none"));
          argv.add("true");
          SshOutput output = SshOutput.of(new Invocation(argv, folder, environment(), LIMIT));
          return pinned(folder.resolve(KNOWN_HOSTS))
              .orElseThrow(() -> new IOException(output.text()));
        });
  }

  /** Runs a command; the password goes to no host but the pinned one. */
  SshOutput run(String user, HostKey pinned, char[] password, String command)
      throws ContactException {
    return inFolder(
        folder -> {
          Files.writeString(folder.resolve(KNOWN_HOSTS), pinned.line(ALIAS) + "\n");
          Path askpass = Files.writeString(folder.resolve("askpass"), ASKPASS);
          Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
          Map<String, String> environment = new HashMap<>(environment());
          environment.put("SSH_ASKPASS", askpass.toString());
          environment.put("DISPLAY", "none"); // without it, OpenSSH before 8.4 ignores SSH_ASKPASS
          environment.put("SSH_ASKPASS_REQUIRE", "force");
          List<String> argv = argv(user, "StrictHostKeyChecking=yes", "NumberOfPasswordPrompts=1");
          argv.addAll(1, List.of("-o", "PreferredAuthentications=password,keyboard-interactive"));
          argv.add(command);
          Optional<String> input = Optional.of(new String(password) + "\n");
          return SshOutput.of(new Invocation(argv, folder, environment, LIMIT, input));
        });
  }

  private List<String> argv(String user, String... options) {
    List<String> argv = new ArrayList<>(List.of("ssh", "-T", "-F", "/dev/null"));
    for (String option : options) {
      argv.addAll(List.of("-o", option));
    }
    String keys =
        SshSession.algorithms().stream()
            .map(Factory.Named::getName)
            .collect(Collectors.joining(","));
    for (String option :
        List.of(
            "ConnectTimeout=15",
            "ControlPath=none",
            "HostKeyAlgorithms=" + keys,
            "HostKeyAlias=" + ALIAS,
            "HashKnownHosts=no",
            "UpdateHostKeys=no",
            "UserKnownHostsFile=" + KNOWN_HOSTS,
            "GlobalKnownHostsFile=none")) {
      argv.addAll(List.of("-o", option));
    }
    argv.addAll(List.of("-p", Integer.toString(endpoint.port()), "-l", user));
    argv.addAll(List.of("--", endpoint.host()));
    return argv;
  }

  private static Map<String, String> environment() {
    return FilteredEnvironment.ofThisProgram();
  }

  private static Optional<HostKey> pinned(Path knownHosts) throws IOException {
    if (!Files.exists(knownHosts)) {
      return Optional.empty();
    }
    return Files.readAllLines(knownHosts).stream()
        .map(it -> it.split(" ", -1))
        .filter(it -> it.length >= 3 && it[0].equals(ALIAS))
        .map(it -> new HostKey(it[1], it[2]))
        .findFirst();
  }

  private <T> T inFolder(Work<T> work) throws ContactException {
    try {
      Path folder = Files.createTempDirectory("tl-");
      try {
        return work.in(folder);
      } finally {
        new Tree(folder).delete();
      }
    } catch (ContactException known) {
      throw known;
    } catch (IOException failed) {
      throw lost(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw lost(stopped);
    }
  }

  private ContactException lost(Exception cause) {
    return new ContactException(
        Kind.CONNECTION_LOST,
        "lost the connection to " + endpoint + ": " + cause.getMessage(),
        "try again",
        cause);
  }
}
