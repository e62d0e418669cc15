package lab.tripleo.generation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.files.AtomicFile;
import lab.tripleo.files.Tree;

/** The generated files on disk. Does not touch unchanged files; writes the others atomically. */
public record GeneratedTree(Path labFolder) {
  private static final Pattern OURS =
      Pattern.compile("^# (Generated|Copied) by tripleo-lab ", Pattern.MULTILINE);

  /** The files that are missing on disk or have another content there. */
  public List<GeneratedFile> stale(List<GeneratedFile> files) throws IOException {
    List<GeneratedFile> stale = new ArrayList<>();
    for (GeneratedFile file : files) {
      if (!read(file.path()).equals(Optional.of(file.content()))) {
        stale.add(file);
      }
    }
    return stale;
  }

  /** Files on disk that were generated once and that this lab does not have. */
  public List<Path> leftOver(List<GeneratedFile> files) throws IOException {
    List<Path> leftOver = new ArrayList<>();
    for (Path path : LabGenerator.sometimes()) {
      if (files.stream().noneMatch(it -> it.path().equals(path)) && isGenerated(path)) {
        leftOver.add(path);
      }
    }
    return leftOver;
  }

  /** The paths on disk of all files that some lab may have. */
  public List<Path> possible() {
    return Stream.concat(LabGenerator.always().stream(), LabGenerator.sometimes().stream())
        .map(labFolder::resolve)
        .toList();
  }

  /** A file of the user may have the same name. */
  private boolean isGenerated(Path path) throws IOException {
    return read(path).filter(it -> OURS.matcher(it).find()).isPresent();
  }

  /** A unified diff from the files on disk to the generated ones; missing files are only named. */
  public String diff(List<GeneratedFile> files) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Change change : changes(files)) {
      List<String> lines =
          change.before().isEmpty() ? List.of("missing: " + change.path()) : change.diff();
      lines.forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  /** What {@link #write} would do: first the files that it removes. */
  public List<Change> changes(List<GeneratedFile> files) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Path path : leftOver(files)) {
      changes.add(new Change(path, read(path), Optional.empty()));
    }
    for (GeneratedFile file : stale(files)) {
      changes.add(new Change(file.path(), read(file.path()), Optional.of(file.content())));
    }
    return changes;
  }

  /**
   * Writes the stale files and removes those that are left over.
   *
   * @return the written files, in the given order
   */
  public List<GeneratedFile> write(List<GeneratedFile> files) throws IOException {
    List<GeneratedFile> stale = stale(files);
    for (GeneratedFile file : stale) {
      write(file);
    }
    for (Path path : leftOver(files)) {
      remove(path);
    }
    return stale;
  }

  /** Also removes the folders that become empty. */
  private void remove(Path path) throws IOException {
    Files.delete(labFolder.resolve(path));
    for (Path folder = path.getParent();
        folder.getNameCount() > 1 && new Tree(labFolder.resolve(folder)).isEmpty();
        folder = folder.getParent()) {
      Files.delete(labFolder.resolve(folder));
    }
  }

  private Optional<String> read(Path relative) throws IOException {
    Path path = labFolder.resolve(relative);
    return Files.isRegularFile(path)
        ? Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private void write(GeneratedFile file) throws IOException {
    Path path = labFolder.resolve(file.path());
    Path folder = path.getParent();
    Files.createDirectories(folder);
    if (!folder.toRealPath().startsWith(labFolder.toRealPath())) {
      throw new IOException(folder + " is outside the lab folder: it goes through a symbolic link");
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          path + " is a folder, but a generated file has this path; move the folder away");
    }
    AtomicFile.write(path, file.content());
  }
}
