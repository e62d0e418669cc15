package lab.tripleo.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportTest {
  private static final List<ExportedFile> FILES =
      List.of(
          new ExportedFile("a.txt", "one\n", false),
          new ExportedFile("folder/program", "#!/bin/sh\n", true));

  @TempDir private Path temporary;

  @Test
  void folderHasTheFilesWithTheirModes() throws IOException {
    Path out = temporary.resolve("new/out");
    new Export(out).folder(FILES);
    assertThat(out.resolve("a.txt")).content().isEqualTo("one\n");
    assertThat(mode(out.resolve("a.txt"))).isEqualTo("rw-r--r--");
    assertThat(mode(out.resolve("folder/program"))).isEqualTo("rwxr-xr-x");
    assertThat(mode(out)).isEqualTo("rwxr-xr-x");
    assertThat(names(out.getParent())).containsExactly("out");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(it -> it.getFileName().toString()).toList();
    }
  }

  @Test
  void archiveHasOneFolderWithoutDatesAndOwners() throws IOException {
    Path out = temporary.resolve("out.tar");
    new Export(out).tar(FILES, "lab");
    List<String> entries = new ArrayList<>();
    try (TarFile tar = new TarFile(out)) {
      for (TarArchiveEntry it : tar.getEntries()) {
        entries.add(
            "%s %o %d %d:%d %s"
                .formatted(
                    it.getName(),
                    it.getMode(),
                    it.getLastModifiedTime().toMillis(),
                    it.getLongUserId(),
                    it.getLongGroupId(),
                    it.getUserName()));
      }
    }
    assertThat(entries)
        .containsExactly("lab/a.txt 100644 0 0:0 ", "lab/folder/program 100755 0 0:0 ");
  }

  @Test
  void sameFilesGiveTheSameBytes() throws IOException {
    Path one = temporary.resolve("one.tar");
    Path other = temporary.resolve("other.tar");
    new Export(one).tar(FILES, "lab");
    new Export(other).tar(FILES, "lab");
    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void existingFilesAreNeverOverwritten() throws IOException {
    Path out = Files.createDirectory(temporary.resolve("out"));
    Files.writeString(out.resolve("mine"), "mine");
    assertThatThrownBy(() -> new Export(out).folder(FILES))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> new Export(out).tar(FILES, "lab"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(names(temporary)).containsExactly("out");
    assertThat(names(out)).containsExactly("mine");
  }

  @Test
  void sha256sumReadsTheManifest() {
    List<ExportedFile> with =
        Manifest.with(List.of(FILES.get(1), new ExportedFile("project/x", "x", false)));
    assertThat(with).extracting(ExportedFile::path).isSorted().contains(Manifest.NAME);
    assertThat(with.get(0).content())
        .isEqualTo(
            """
            a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf  folder/program
            2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  project/x
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "./a", "a/"})
  void pathsOutsideTheFolderAreRefused(String path) {
    assertThatThrownBy(() -> new ExportedFile(path, "", false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
