package lab.tripleo.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files (mode 0600) and folders (mode 0700) that only their owner can read and write. */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Creates the folder and its missing parents, or restricts an existing folder. */
  public static Path folder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder, attribute(FOLDER));
    }
    restrict(folder, FOLDER);
    return folder;
  }

  /** Creates a folder with a name of its own, which starts with the prefix. */
  static Path temporaryFolder(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, attribute(FOLDER));
  }

  /** Creates an empty file; an existing one is deleted first. */
  public static Path emptyFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(file, fileMode());
  }

  /** Restricts an existing file. */
  public static void restrict(Path file) throws IOException {
    restrict(file, FILE);
  }

  /** Replaces the file as a whole, see {@link AtomicFile}. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces the file as a whole, see {@link AtomicFile}. */
  public static void write(Path file, byte[] bytes) throws IOException {
    AtomicFile.write(file, out -> out.write(bytes), fileMode());
  }

  /** Writes a long text piece by piece. */
  public interface Content {
    void write(Writer out) throws IOException;
  }

  /** Replaces the file as a whole, see {@link AtomicFile}; never holds the whole text. */
  public static void write(Path file, Content content) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          content.write(text);
          text.flush();
        },
        fileMode());
  }

  static FileAttribute<Set<PosixFilePermission>> fileMode() {
    return attribute(FILE);
  }

  private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (!Files.getPosixFilePermissions(path).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> mode) {
    return PosixFilePermissions.asFileAttribute(mode);
  }
}
