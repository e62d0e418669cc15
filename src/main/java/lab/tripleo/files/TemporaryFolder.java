package lab.tripleo.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A folder below /tmp for the time of a run, which only its owner can read. A note in the run's own
 * folder names it until it is deleted, so that it can still be deleted after its program was
 * killed.
 *
 * @param path short and plain: a letter, a hyphen, digits
 */
public record TemporaryFolder(Path path, Path note) {
  private static final String NOTE = "temporary-folder";
  private static final Path PARENT = Path.of("/tmp");
  private static final String PREFIX = "tl-";
  private static final Pattern PATH =
      Pattern.compile(Pattern.quote(PARENT + "/" + PREFIX) + "[0-9]{1,30}");
  private static final int LONGEST_PATH = 100;

  /** Creates one. */
  public static TemporaryFolder of(Path runFolder) throws IOException {
    TemporaryFolder created =
        new TemporaryFolder(OwnerOnly.temporaryFolder(PARENT, PREFIX), runFolder.resolve(NOTE));
    Files.writeString(created.note, created.path.toString());
    return created;
  }

  /** Deletes it and its note. */
  public void delete() throws IOException {
    new Tree(path).delete();
    Files.deleteIfExists(note);
  }

  /**
   * Deletes the one that a killed program left. A note that names anything else than such a folder
   * of the run folder's owner is deleted alone.
   */
  public static void deleteLeftOver(Path runFolder) throws IOException {
    Path note = runFolder.resolve(NOTE);
    if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String noted = start(note);
    if (PATH.matcher(noted).matches() && isFolderOfOwner(Path.of(noted), runFolder)) {
      new Tree(Path.of(noted)).delete();
    }
    Files.delete(note);
  }

  private static String start(Path note) throws IOException {
    try (var in = Files.newInputStream(note)) {
      return new String(in.readNBytes(LONGEST_PATH), StandardCharsets.UTF_8);
    }
  }

  private static boolean isFolderOfOwner(Path folder, Path owned) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(owned));
  }
}
