package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.FoundPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
  @TempDir Path lab;

  private Workspace workspace;

  @BeforeEach
  void workspace() {
    workspace = new Workspace(lab);
  }

  @Test
  void createsEverythingWithItsModes() throws IOException {
    Files.createDirectory(lab.resolve("workspace"));
    Files.writeString(lab.resolve("workspace/README.md"), "kept");
    workspace.ensure();
    assertThat(modes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("", "rwx------"),
                Map.entry("README.md", "rw-r--r--"),
                Map.entry("keys", "rwx------"),
                Map.entry("keys/root@hypervisor", "rw-------"),
                Map.entry("keys/root@hypervisor.pub", "rw-------"),
                Map.entry("keys/stack@hypervisor", "rw-------"),
                Map.entry("keys/stack@hypervisor.pub", "rw-------"),
                Map.entry("keys/stack@tripleo", "rw-------"),
                Map.entry("keys/stack@tripleo.pub", "rw-------"),
                Map.entry("keys/host@tripleo", "rw-------"),
                Map.entry("keys/host@tripleo.pub", "rw-------"),
                Map.entry("passwords", "rwx------"),
                Map.entry("passwords/admin@virtualbmc", "rw-------"),
                Map.entry("passwords/stack@hypervisor", "rw-------"),
                Map.entry("passwords/stack@tripleo", "rw-------"),
                Map.entry("lab-id", "rw-------")));
    assertThat(file("passwords/stack@hypervisor")).content().matches("[A-Za-z0-9]{25}");
    assertThat(file("passwords/admin@virtualbmc")).content().matches("[A-Za-z0-9]{20}");
    assertThat(file("README.md")).content().isEqualTo("kept");
  }

  @Test
  void secondTimeChangesNothing() throws IOException {
    workspace.ensure();
    Map<String, String> first = contents();
    new Workspace(lab).ensure();
    assertThat(contents()).isEqualTo(first);
  }

  @Test
  void twoLabsShareNothing(@TempDir Path other) throws IOException {
    workspace.ensure();
    Map<String, String> first = contents();
    new Workspace(other).ensure();
    assertThat(new Workspace(other).labId()).isNotEqualTo(workspace.labId());
    assertThat(contentsOf(other).values()).doesNotContainAnyElementsOf(first.values());
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "Other users can read keys and passwords",
      then = "The modes are repaired")
  void repairsModesThatAreTooOpen() throws IOException {
    workspace.ensure();
    Map<String, String> before = modes();
    Files.setPosixFilePermissions(
        file("keys/root@hypervisor"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(file("keys"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        file("passwords/stack@hypervisor"), PosixFilePermissions.fromString("rw-rw-rw-"));
    workspace.ensure();
    assertThat(modes()).isEqualTo(before);
  }

  @Test
  void theShortUserNameOfALoginIsNoSecret() throws IOException {
    workspace.ensure();
    Path login = file("passwords/registry.example.org");
    Files.writeString(login, "redhat\nhunter2hunter2\n");
    assertThat(workspace.secretLines()).contains("hunter2hunter2").doesNotContain("redhat");
    Files.writeString(login, "1234567|robot\nhunter2hunter2\n");
    assertThat(workspace.secretLines()).contains("hunter2hunter2", "1234567|robot");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "A public key is missing",
      then = "It is derived from the private key")
  void derivesALostPublicKey() throws IOException {
    String line = workspace.key("root@hypervisor").line();
    Files.delete(file("keys/root@hypervisor.pub"));
    assertThat(workspace.key("root@hypervisor").line()).isEqualTo(line);
    assertThat(line).startsWith("ssh-ed25519 AAAA").endsWith(" root@hypervisor");
  }

  @Test
  void keepsAPublicKeysComment() throws IOException {
    String line = workspace.key("root@hypervisor").line();
    String commented = line.replace(" root@hypervisor", " of my own");
    Files.writeString(file("keys/root@hypervisor.pub"), commented + "\n");
    assertThat(workspace.key("root@hypervisor").line()).isEqualTo(commented);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "garbage",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN OPENSSH PRIVATE KEY-----\n!!!\n-----END OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n"
      })
  @Fault(
      in = Area.WORKSPACE,
      when = "A private key is empty, garbage or of another type",
      then = "An error names the file; it stays unchanged")
  void unusableKeyIsAnErrorAndStays(String text) throws IOException {
    workspace.ensure();
    Files.writeString(file("keys/stack@hypervisor"), text);
    assertThatThrownBy(() -> workspace.ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(file("keys/stack@hypervisor") + " ");
    assertThat(file("keys/stack@hypervisor")).content().isEqualTo(text);
  }

  @Test
  @Fault(in = Area.WORKSPACE, when = "A private key is truncated", then = "An error names the file")
  void tornKeyIsAnError() throws IOException {
    workspace.ensure();
    String whole = Files.readString(file("keys/stack@hypervisor"));
    Files.writeString(file("keys/stack@hypervisor"), whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> workspace.ensure()).isInstanceOf(WorkspaceException.class);
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "A public key does not belong to its private key",
      then = "An error reports this")
  void foreignPublicKeyIsAnError() throws IOException {
    workspace.ensure();
    Files.copy(
        file("keys/root@hypervisor.pub"),
        file("keys/stack@hypervisor.pub"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> workspace.ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("does not belong to its private key");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "A private key is missing",
      then = "An error names the file; nothing is overwritten")
  void lostPrivateKeyIsAnError() throws IOException {
    workspace.ensure();
    Files.delete(file("keys/stack@hypervisor"));
    assertThatThrownBy(() -> workspace.ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "short", "with a space in it", "two\nlines-of-it", "ünïcödé-text"})
  @Fault(
      in = Area.WORKSPACE,
      when = "A password file is empty, too short or has invalid characters",
      then = "An error names the file; it stays unchanged")
  void unusablePasswordIsAnError(String text) throws IOException {
    workspace.ensure();
    Files.writeString(file("passwords/stack@hypervisor"), text);
    assertThatThrownBy(() -> workspace.ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(file("passwords/stack@hypervisor") + " is ");
    assertThat(file("passwords/stack@hypervisor")).content().isEqualTo(text);
  }

  @Test
  void toleratesAnEditorsNewline() throws IOException {
    workspace.ensure();
    Files.writeString(file("passwords/stack@hypervisor"), "correct-horse\n");
    assertThat(workspace.password("stack@hypervisor")).exists();
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`lab-id` is damaged",
      then = "An error is reported; a new id would orphan the lab on the hypervisor")
  void damagedLabIdIsAnError() throws IOException {
    Files.createDirectory(lab.resolve("workspace"));
    for (String text : List.of("", "1-1-1-1-1", "garbage")) {
      Files.writeString(file("lab-id"), text);
      assertThatThrownBy(() -> workspace.labId()).isInstanceOf(WorkspaceException.class);
    }
  }

  @Test
  @Fault(in = Area.WORKSPACE, when = "A file in place of a folder", then = "An error names it")
  void fileInAFoldersPlaceIsAnError() throws IOException {
    Files.createDirectory(lab.resolve("workspace"));
    Files.writeString(file("keys"), "");
    assertThatThrownBy(() -> workspace.ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(file("keys") + " is not a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$HOME", "a${x}", "two\nlines"})
  @Fault(
      in = Area.WORKSPACE,
      when = "ssh does not support the path of the lab folder",
      then = "An error is reported before anything is written")
  void pathThatSshCannotHaveIsAnError(String name) {
    assertThatThrownBy(() -> new Workspace(lab.resolve(name)).ensure())
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("path holds");
    assertThat(lab.resolve(name)).doesNotExist();
  }

  @Test
  void remembersThePlatform() throws IOException {
    assertThat(workspace.platform()).isEmpty();
    FoundPlatform found = new FoundPlatform("debian-12", Optional.empty());
    workspace.rememberPlatform(found);
    assertThat(workspace.platform()).hasValue(found);
    Files.writeString(file("platform"), "not\nthe name of a platform\n");
    assertThat(workspace.platform()).isEmpty();
  }

  private Path file(String name) {
    return workspace.folder().resolve(name);
  }

  private Map<String, String> modes() throws IOException {
    Map<String, String> modes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(workspace.folder())) {
      for (Path each : all.toList()) {
        modes.put(
            workspace.folder().relativize(each).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    return modes;
  }

  private Map<String, String> contents() throws IOException {
    return contentsOf(lab);
  }

  private static Map<String, String> contentsOf(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(each).toString(), Files.readString(each));
      }
    }
    return contents;
  }
}
