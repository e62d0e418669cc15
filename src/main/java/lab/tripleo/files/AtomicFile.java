package lab.tripleo.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;

/** A file that is replaced as a whole: neither a reader nor a crash ever meets half of it. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes the text in UTF-8; the file's folder must exist.
   *
   * @throws IOException when the disk is full or the folder is not writable; what was there stays
   */
  public static void write(Path file, String text) throws IOException {
    // The same name each time: a write removes what a killed one left.
    Path beside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    write(file, beside, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Two programs may write the same file at once, each whole: hence a new name each time. */
  static void write(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
    write(file, file.resolveSibling("." + UUID.randomUUID() + ".new"), bytes, attributes);
  }

  private static void write(Path file, Path beside, byte[] bytes, FileAttribute<?>... attributes)
      throws IOException {
    try {
      Set<StandardOpenOption> created =
          Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      try (FileChannel channel = FileChannel.open(beside, created, attributes)) {
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
}
