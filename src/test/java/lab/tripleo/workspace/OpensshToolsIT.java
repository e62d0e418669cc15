package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSH's programs read our files. */
class OpensshToolsIT {
  @TempDir Path temporary;

  @Test
  void sshKeygenReadsTheProgramsKeys() throws Exception {
    Workspace workspace = new Workspace(temporary);
    for (int i = 0; i < 20; i++) {
      KeyPair key = workspace.key("key" + i);
      assertThat(run("ssh-keygen", "-y", "-P", "", "-f", key.privateKey().toString()))
          .containsExactly(key.line());
    }
  }

  @Test
  void programReadsSshKeygensKeys() throws Exception {
    Workspace workspace = new Workspace(temporary);
    workspace.ensure();
    for (String type : List.of("rsa", "ecdsa", "ed25519")) {
      Path file = workspace.folder().resolve("keys").resolve(type);
      run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", "x", "-f", file.toString());
      String line = Files.readString(Path.of(file + ".pub")).strip();
      Files.delete(Path.of(file + ".pub"));
      assertThat(workspace.key(type).line()).isEqualTo(line.replaceAll(" x$", " " + type));
    }
    Path locked = workspace.folder().resolve("keys/locked");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", locked.toString());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> workspace.key("locked")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("has a passphrase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space",
        "it's",
        "say \"hi\"",
        "100%",
        "%h %% %d",
        "#1",
        "back\\slash",
        "~tilde",
        "comma, semi; colon: &|<>*?[x]",
        "ünï"
      })
  void sshReadsTheConfigurationInAnyFolder(String name) throws Exception {
    Path lab = Files.createDirectory(temporary.resolve(name));
    Workspace workspace = new Workspace(lab);
    workspace.ensure();
    SshConfig config =
        new SshConfig(workspace.folder(), "192.0.2.1", 2222, Optional.of("192.168.122.9"));
    String file = workspace.writeSshConfig(config.text()).toString();
    List<String> root = run("ssh", "-G", "-F", file, "hypervisor-root");
    String folder = workspace.folder().toString();
    assertThat(root)
        .contains("hostname 192.0.2.1", "port 2222", "user root", "identitiesonly yes")
        .contains("stricthostkeychecking true", "hostkeyalias hypervisor", "identityagent none");
    assertThat(value(root, "identityfile"))
        .isEqualTo(folder.replace("%", "%%") + "/keys/root@hypervisor");
    assertThat(value(root, "userknownhostsfile"))
        .isIn(folder + "/known_hosts", folder.replace("%", "%%") + "/known_hosts");
    List<String> tripleo = run("ssh", "-G", "-F", file, "tripleo-stack");
    assertThat(tripleo).contains("hostname 192.168.122.9", "user stack", "hostkeyalias tripleo");
  }

  /** ssh runs a ProxyCommand with the user's own shell. */
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish", "tcsh"})
  void anyShellOfTheUserReachesTheVirtualMachine(String shell) throws Exception {
    Workspace workspace = new Workspace(Files.createDirectory(temporary.resolve("it's")));
    workspace.ensure();
    SshConfig config =
        new SshConfig(workspace.folder(), "127.0.0.1", 1, Optional.of("192.168.122.9"));
    String file = workspace.writeSshConfig(config.text()).toString();
    ProcessBuilder ssh =
        new ProcessBuilder("ssh", "-o", "BatchMode=yes", "-F", file, "tripleo-stack", "true");
    ssh.environment().put("SHELL", "/usr/bin/" + shell);
    Process process = ssh.redirectErrorStream(true).start();
    process.getOutputStream().close();
    assertThat(process.getInputStream().readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .contains("127.0.0.1 port 1: Connection refused");
    process.waitFor();
  }

  /** Depending on its version, ssh -G shows some paths before it replaces %-tokens. */
  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> run(String... argv) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(argv))).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().toList();
  }
}
