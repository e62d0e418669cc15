package lab.tripleo.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
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
    write(file, beside, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes what a file will have. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Two programs may write the same file at once, each whole: hence a new name each time. */
  static void write(Path file, Content content, FileAttribute<?>... attributes) throws IOException {
    write(file, file.resolveSibling("." + UUID.randomUUID() + ".new"), content, attributes);
  }

  private static void write(Path file, Path beside, Content content, FileAttribute<?>... attributes)
      throws IOException {
    try {
      Set<StandardOpenOption> created =
          Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      try (FileChannel channel = FileChannel.open(beside, created, attributes)) {
        content.write(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
