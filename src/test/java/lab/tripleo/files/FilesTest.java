package lab.tripleo.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesTest {
  @TempDir Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void ownerOnlyRestrictsNewAndExistingFiles() throws IOException {
    assertThat(mode(OwnerOnly.folder(folder.resolve("a/b")))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(mode(OwnerOnly.temporaryFolder(folder, "x-"))).isEqualTo("rwx------");
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    OwnerOnly.restrict(file);
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    OwnerOnly.write(file, "äfter");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("äfter");
    assertThat(mode(OwnerOnly.emptyFile(file))).isEqualTo("rw-------");
    assertThat(file).isEmptyFile();
  }

  @Test
  void failedReplacementKeepsTheFileAndLeavesNoTemporaryFile() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("occupied/by-a-folder")).getParent();
    assertThatThrownBy(() -> AtomicFile.write(occupied, "text")).isInstanceOf(IOException.class);
    assertThat(folder).isDirectoryNotContaining(it -> !it.equals(occupied));
  }

  @Test
  void deletingATreeKeepsTheTargetsOfLinks() throws IOException {
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "text");
    Path root = Files.createDirectories(folder.resolve("tree/deep")).getParent();
    Files.createSymbolicLink(root.resolve("deep/link"), precious);
    Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("nowhere"));
    Tree tree = new Tree(root);
    assertThat(tree.isEmpty()).isFalse();
    assertThat(tree.entries()).containsExactly(root.resolve("dangling"), root.resolve("deep/link"));
    tree.delete();
    assertThat(root).doesNotExist();
    assertThat(precious.resolve("file")).exists();
    tree.delete();
  }

  @Test
  void missingResourceIsReportedAsABug() {
    assertThat(new Resource("configuration.index").text()).contains("configuration/");
    assertThatThrownBy(() -> new Resource("no/such").text())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("resource missing: no/such");
  }

  @Test
  void sha256OfTextUsesUtf8() {
    assertThat(Sha256.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.of("abc").hex(8)).isEqualTo("ba7816bf");
    assertThat(Sha256.of("ä").hex())
        .isEqualTo(Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xa4}).hex());
  }
}
