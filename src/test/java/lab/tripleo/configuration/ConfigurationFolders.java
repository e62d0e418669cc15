package lab.tripleo.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.orchestrator.PinnedReleases;

/** Lab folders for tests: the shipped configuration with some files replaced. */
public final class ConfigurationFolders {
  static final Path SHIPPED = Path.of("configuration");

  /** The entries of the catalogue for a lab in the sandbox. */
  public static final Set<String> OF_THE_SANDBOX = Set.of("debian-12.yaml", "simulated.yaml");

  private ConfigurationFolders() {}

  /** Reads a lab folder like the program. */
  public static ConfigurationReader reader() {
    return new ConfigurationReader(new PinnedReleases());
  }

  /** Fills the folder with the shipped configuration. */
  public static Path shipped(Path labFolder) {
    copy(SHIPPED, labFolder.resolve("configuration"));
    return labFolder;
  }

  /** Deletes the other entries of the catalogue, which take most of the time of a read. */
  public static void keepOnly(Set<String> entries, Path labFolder) throws IOException {
    keepOnly(entries, ConfigurationFiles.PLATFORMS, labFolder);
    keepOnly(entries, ConfigurationFiles.RELEASES, labFolder);
  }

  /** Deletes the other releases of the catalogue. */
  public static void keepOnlyRelease(String name, Path labFolder) throws IOException {
    keepOnly(Set.of(name + ".yaml"), ConfigurationFiles.RELEASES, labFolder);
  }

  private static void keepOnly(Set<String> entries, Path folder, Path labFolder)
      throws IOException {
    try (Stream<Path> files = Files.list(labFolder.resolve(folder))) {
      files
          .filter(it -> !entries.contains(it.getFileName().toString()))
          .forEach(ConfigurationFolders::delete);
    }
  }

  /**
   * Fills the folder with the shipped configuration and the files of the case; {@code deleted.txt}
   * lists files to delete.
   */
  public static Path ofCase(Path theCase, Path labFolder) {
    shipped(labFolder);
    lines(theCase.resolve("deleted.txt")).forEach(it -> delete(labFolder.resolve(it)));
    for (String folder : List.of("configuration", "workspace")) {
      if (Files.exists(theCase.resolve(folder))) {
        copy(theCase.resolve(folder), labFolder.resolve(folder));
      }
    }
    Path lock = theCase.resolve(LockedInputs.FILE);
    if (Files.exists(lock)) {
      write(labFolder.resolve(LockedInputs.FILE), read(lock));
    }
    return labFolder;
  }

  public static List<Path> cases(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.filter(Files::isDirectory).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The recognised platform of the case: {@code remembered-platform.txt}. */
  public static Optional<FoundPlatform> remembered(Path theCase) {
    return FoundPlatform.parse(
        String.join("\n", lines(theCase.resolve("remembered-platform.txt"))));
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          if (Files.isRegularFile(target)) {
            Files.delete(target);
          }
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void delete(Path path) {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes it) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException none)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
