package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedTreeTest {
  private static final GeneratedFile FILE =
      new GeneratedFile(Path.of("playbooks/a.yml"), "one\ntwo\n");

  @TempDir Path folder;

  @Test
  void writesWhatIsMissingAndLeavesTheRestAlone() throws IOException {
    GeneratedTree tree = new GeneratedTree(folder);
    assertThat(tree.write(List.of(FILE))).containsExactly(FILE);
    Path path = folder.resolve("playbooks/a.yml");
    assertThat(path).hasContent(FILE.content());
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(path, longAgo);
    assertThat(tree.write(List.of(FILE))).isEmpty();
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(longAgo);
    assertThat(folder.resolve("playbooks")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void showsTheDifference() throws IOException {
    GeneratedTree tree = new GeneratedTree(folder);
    assertThat(tree.diff(List.of(FILE))).startsWith("--- /dev/null\n+++ b/playbooks/a.yml\n");
    tree.write(List.of(FILE));
    GeneratedFile changed = new GeneratedFile(FILE.path(), "one\nthree\n");
    assertThat(tree.diff(List.of(changed))).contains("-two\n+three\n");
    assertThat(tree.diff(List.of(FILE))).isEmpty();
  }

  @Test
  void refusesToLeaveTheLabFolder(@TempDir Path elsewhere) throws IOException {
    assertThatThrownBy(() -> new GeneratedFile(Path.of("../x"), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GeneratedFile(Path.of("/x"), ""))
        .isInstanceOf(IllegalArgumentException.class);
    Files.createSymbolicLink(folder.resolve("playbooks"), elsewhere);
    assertThatThrownBy(() -> new GeneratedTree(folder).write(List.of(FILE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void saysWhenAFolderIsInTheWay() throws IOException {
    Files.createDirectories(folder.resolve("playbooks/a.yml"));
    assertThatThrownBy(() -> new GeneratedTree(folder).write(List.of(FILE)))
        .hasMessageContaining("is a folder");
  }
}
