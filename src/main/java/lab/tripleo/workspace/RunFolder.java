package lab.tripleo.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run. */
public final class RunFolder {
  private static final String RECORD = "run.json";

  private final Path path;

  RunFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  public String id() {
    return path.getFileName().toString();
  }

  /** Writes run.json, whole or not at all. */
  public void save(RunRecord record) throws IOException {
    PrivateFiles.write(path.resolve(RECORD), RunJson.write(record));
  }

  static Path recordOf(Path folder) {
    return folder.resolve(RECORD);
  }

  /** Keeps the exact inventory and playbooks that run. */
  public void keepGenerated(Path labFolder) throws IOException {
    for (String name : List.of("inventory", "playbooks")) {
      Path from = labFolder.resolve(name);
      if (Files.isDirectory(from)) {
        copy(from, path.resolve(name));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          PrivateFiles.folder(target);
        } else {
          PrivateFiles.write(target, Files.readAllBytes(each));
        }
      }
    }
  }
}
