package lab.tripleo.generation;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The generated files on disk. Leaves unchanged files alone and writes the others whole or not at
 * all.
 */
public final class GeneratedTree {
  private final Path labFolder;

  public GeneratedTree(Path labFolder) {
    this.labFolder = labFolder;
  }

  /** The files whose content on disk is not what it should be. */
  public List<GeneratedFile> stale(List<GeneratedFile> files) throws IOException {
    List<GeneratedFile> stale = new ArrayList<>();
    for (GeneratedFile file : files) {
      if (!current(file).equals(Optional.of(file.content()))) {
        stale.add(file);
      }
    }
    return stale;
  }

  /** A unified diff from what is on disk to what should be. */
  public String diff(List<GeneratedFile> files) throws IOException {
    StringBuilder out = new StringBuilder();
    for (GeneratedFile file : stale(files)) {
      Optional<String> now = current(file);
      List<String> before = now.map(String::lines).map(it -> it.toList()).orElse(List.of());
      var patch = DiffUtils.diff(before, file.content().lines().toList());
      String from = now.isPresent() ? "a/" + file.path() : "/dev/null";
      UnifiedDiffUtils.generateUnifiedDiff(from, "b/" + file.path(), before, patch, 3)
          .forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  /**
   * Writes the stale ones.
   *
   * @return what was written, in the given order
   */
  public List<GeneratedFile> write(List<GeneratedFile> files) throws IOException {
    List<GeneratedFile> stale = stale(files);
    for (GeneratedFile file : stale) {
      write(file);
    }
    return stale;
  }

  private Optional<String> current(GeneratedFile file) throws IOException {
    Path path = labFolder.resolve(file.path());
    return Files.isRegularFile(path)
        ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private void write(GeneratedFile file) throws IOException {
    Path path = labFolder.resolve(file.path());
    Path folder = path.getParent();
    Files.createDirectories(folder);
    if (!folder.toRealPath().startsWith(labFolder.toRealPath())) {
      throw new IOException(folder + " leads out of the lab folder through a symbolic link");
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(path + " is a folder; a file is to be written there");
    }
    Path temporary = folder.resolve("." + path.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, file.content());
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
