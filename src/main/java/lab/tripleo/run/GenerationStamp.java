package lab.tripleo.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.files.OwnerOnly;
import lab.tripleo.generation.GeneratedTree;

/**
 * Remembers in the workspace that the generated files are up to date, so that {@code generate} need
 * not generate them to find out. It has the inode, size and times of each file that decides: the
 * configuration, the program, the generated files. As in git's index, a file that changes has
 * another change time, which no program can set back.
 */
public final class GenerationStamp {
  private static final String FILE = "generated.stamp";
  private static final String ATTRIBUTES = "unix:ino,size,mode,lastModifiedTime,ctime";
  private static final String MISSING = "missing";

  /** A file that changed this late may change again without another change time. */
  public static final Duration GRANULARITY = Duration.ofSeconds(2);

  private final LabSession session;
  private final Instant start;

  /** Call this before the configuration is read. */
  public GenerationStamp(LabSession session) {
    this.session = session;
    this.start = session.clock().instant();
  }

  /** How many generated files there are, if all are known to be up to date. */
  public Optional<Integer> upToDate() throws UserError {
    try {
      List<String> lines = Files.readAllLines(file());
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      for (String line : lines.subList(1, lines.size())) {
        int blank = line.indexOf(' ');
        String state = state(Path.of(line.substring(blank + 1)));
        if (!state.equals(line.substring(0, Math.max(0, blank)))) {
          return Optional.empty();
        }
      }
      return Optional.of(Integer.valueOf(lines.get(0)));
    } catch (IOException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  /**
   * Notes that the generated files are up to date. Does nothing where that could not be relied on:
   * if a file has just changed, if the program is not packaged, or if there is no workspace yet.
   */
  public void keep(int files, GeneratedTree tree) throws IOException, UserError {
    Optional<List<Path>> sources = session.sourcesOfLab();
    Optional<Path> program = program();
    if (sources.isEmpty() || program.isEmpty() || !Files.isWritable(session.workspace().folder())) {
      return;
    }
    List<Path> paths = new ArrayList<>(sources.get());
    paths.add(program.get());
    paths.addAll(tree.possible());
    StringBuilder text = new StringBuilder().append(files).append('\n');
    for (Path path : paths) {
      if (hasJustChanged(path) || path.toString().contains("\n")) {
        return;
      }
      text.append(state(path)).append(' ').append(path).append('\n');
    }
    OwnerOnly.write(file(), text.toString());
  }

  private Path file() throws UserError {
    return session.workspace().folder().resolve(FILE);
  }

  /** The program's jar; absent where its classes are in a folder. */
  private static Optional<Path> program() {
    CodeSource source = GenerationStamp.class.getProtectionDomain().getCodeSource();
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean hasJustChanged(Path path) throws IOException {
    return Files.exists(path)
        && ((FileTime) Files.getAttribute(path, "unix:ctime"))
            .toInstant()
            .isAfter(start.minus(GRANULARITY));
  }

  private static String state(Path path) throws IOException {
    try {
      Map<String, Object> it = Files.readAttributes(path, ATTRIBUTES);
      return it.get("ino")
          + "/"
          + it.get("size")
          + "/"
          + it.get("mode")
          + "/"
          + ((FileTime) it.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS)
          + "/"
          + ((FileTime) it.get("ctime")).to(TimeUnit.NANOSECONDS);
    } catch (NoSuchFileException missing) {
      return MISSING;
    }
  }
}
