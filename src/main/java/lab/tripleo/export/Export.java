package lab.tripleo.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import lab.tripleo.files.Tree;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes an export whole or not at all: beside its place, then renamed. What is there already is
 * never written over.
 */
public final class Export {
  private final Path out;

  /**
   * @param out what is to be made
   */
  public Export(Path out) {
    this.out = out.toAbsolutePath().normalize();
  }

  /**
   * A folder.
   *
   * @throws FileAlreadyExistsException when there is something, be it an empty folder
   */
  public void folder(List<ExportedFile> files) throws IOException {
    refuseOccupied();
    Path temporary = Files.createTempDirectory(parent(), ".export-");
    try {
      for (ExportedFile file : files) {
        Path target = temporary.resolve(file.path());
        Files.createDirectories(target.getParent());
        Files.write(target, file.bytes());
        Files.setPosixFilePermissions(
            target, PosixFilePermissions.fromString(file.program() ? "rwxr-xr-x" : "rw-r--r--"));
      }
      // Ansible ignores ansible.cfg in a folder that others can write to.
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
      move(temporary);
    } finally {
      new Tree(temporary).delete();
    }
  }

  /**
   * An archive in the POSIX form of tar, uncompressed: without dates and owners, so that the same
   * files give the same bytes.
   *
   * @param top the one folder in it
   * @throws FileAlreadyExistsException when there is something
   */
  public void tar(List<ExportedFile> files, String top) throws IOException {
    refuseOccupied();
    Path temporary = Files.createTempFile(parent(), ".export-", ".tar");
    try {
      try (OutputStream stream = Files.newOutputStream(temporary);
          TarArchiveOutputStream tar =
              new TarArchiveOutputStream(stream, StandardCharsets.UTF_8.name())) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (ExportedFile file : files) {
          TarArchiveEntry entry = new TarArchiveEntry(top + "/" + file.path());
          byte[] bytes = file.bytes();
          entry.setSize(bytes.length);
          entry.setMode(file.mode());
          entry.setModTime(0L);
          entry.setIds(0, 0);
          entry.setNames("", "");
          tar.putArchiveEntry(entry);
          tar.write(bytes);
          tar.closeArchiveEntry();
        }
      }
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
      move(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path parent() throws IOException {
    return Files.createDirectories(out.getParent());
  }

  private void refuseOccupied() throws IOException {
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(out.toString());
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(temporary, out, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      FileAlreadyExistsException occupied = new FileAlreadyExistsException(out.toString());
      occupied.initCause(e);
      throw occupied;
    }
  }
}
