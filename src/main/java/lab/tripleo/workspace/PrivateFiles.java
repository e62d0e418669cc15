package lab.tripleo.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.files.OwnerOnly;

/**
 * Reads and writes files and folders of a workspace; reports those that the user has to repair,
 * with a hint.
 */
final class PrivateFiles {
  /** The size limit in bytes; every file of a workspace is far smaller. */
  private static final int LARGEST = 1 << 20;

  private PrivateFiles() {}

  /** Creates the folder, or restricts an existing one to its owner. */
  static Path folder(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new WorkspaceException(
          folder + " is not a folder", "move it away: its name is needed for a folder");
    }
    return OwnerOnly.folder(folder);
  }

  /** Restricts a file to its owner. */
  static void restrict(Path file) throws IOException {
    refuseAnythingButAFile(file);
    OwnerOnly.restrict(file);
  }

  /**
   * The text of a file; bytes that are not UTF-8 are replaced.
   *
   * @throws WorkspaceException if it is not a regular file, or is larger than 1 MiB
   */
  static String read(Path file) throws IOException {
    refuseAnythingButAFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new WorkspaceException(
            file + " is larger than 1 MiB", "move it away, and restore the right file");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Opening a named pipe blocks until something writes to it, and a device never ends. */
  private static void refuseAnythingButAFile(Path file) throws WorkspaceException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new WorkspaceException(
          file + " is not a regular file",
          "move it away, and restore the right file if you have it");
    }
  }
}
