package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, run by a login shell with a temporary home. */
final class AuthoriseScriptTest {
  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 tripleo-lab lab";

  @TempDir private Path home;

  @Test
  void addsAKeyOnceAndKeepsTheOthers() throws Exception {
    Path keys = home.resolve(".ssh/authorized_keys");
    Files.createDirectory(keys.getParent());
    Files.writeString(keys, "ssh-rsa BBBB mine");
    authorise();
    authorise();
    assertThat(keys).hasContent("ssh-rsa BBBB mine\n" + KEY + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    assertThat(keys.getParent()).isDirectoryNotContaining("glob:**.tripleo-lab.*");
  }

  @Test
  void createsAMissingFile() throws Exception {
    authorise();
    assertThat(home.resolve(".ssh/authorized_keys")).hasContent(KEY + "\n");
  }

  @Test
  void refusesInvalidKeys() {
    assertThatThrownBy(() -> AuthoriseScript.command("ssh-rsa BBBB '; reboot '"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void authorise() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", AuthoriseScript.command(KEY)).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(AuthoriseScript.outcome(output.lines().toList())).as(output).isPresent();
  }
}
