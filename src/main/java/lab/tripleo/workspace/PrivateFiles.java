package lab.tripleo.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner may read, written whole or not at all. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  /** No file of a workspace comes near it. */
  private static final int LARGEST = 1 << 20;

  private PrivateFiles() {}

  /** Makes the folder, or closes it to others when it is there. */
  static Path folder(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new WorkspaceException(
          folder + " is not a folder", "move it away: its name is needed for a folder");
    }
    if (!Files.exists(folder)) {
      Files.createDirectories(folder, attribute(FOLDER));
    }
    restrict(folder, FOLDER);
    return folder;
  }

  /** Closes a file to others, in case somebody opened it. */
  static void restrict(Path file) throws IOException {
    refuseAnythingButAFile(file);
    restrict(file, FILE);
  }

  private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (!Files.getPosixFilePermissions(path).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> mode) {
    return PosixFilePermissions.asFileAttribute(mode);
  }

  static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes beside the file and renames, so that a reader or a crash never meets a half. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path beside =
        Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new", attribute(FILE));
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside, EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * The text of a file; octets that are not UTF-8 are no reason to fail.
   *
   * @throws WorkspaceException when it is no regular file, or larger than 1 MiB
   */
  static String read(Path file) throws IOException {
    refuseAnythingButAFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new WorkspaceException(
            file + " is larger than 1 MiB", "move it away, and put the right file in its place");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** To open a pipe waits for its writer, and a device has no end. */
  private static void refuseAnythingButAFile(Path file) throws WorkspaceException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new WorkspaceException(
          file + " is not a regular file",
          "move it away, and put the right file in its place where you have it");
    }
  }
}
