package lab.tripleo.configuration.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of a lab folder. Each is read from the disk once, on first use. Thread-safe. */
public final class DiskFiles {
  /** The size limit in bytes; of a larger file, one byte more is read. */
  public static final int LARGEST = 1024 * 1024;

  private final Path labFolder;
  private final Map<Path, Content> contents = new ConcurrentHashMap<>();
  private final Map<Path, List<String>> listings = new ConcurrentHashMap<>();

  /** The result of reading a file. */
  public enum State {
    READ,
    MISSING,
    NOT_A_FILE,
    DENIED,
    BROKEN
  }

  /** The content of a file, or why it could not be read. */
  public static final class Content {
    private final State state;
    private final byte[] bytes;
    private final String problem;

    private Content(State state, byte[] bytes, String problem) {
      this.state = state;
      this.bytes = bytes;
      this.problem = problem;
    }

    static Content of(State state) {
      return new Content(state, new byte[0], "");
    }

    public State state() {
      return state;
    }

    /** Whether the file exceeds {@link #LARGEST}. */
    boolean isTooLarge() {
      return bytes.length > LARGEST;
    }

    /** The system's error for a file that cannot be read. */
    String problem() {
      return problem;
    }

    /** The bytes for a decoder. */
    ByteBuffer bytes() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Whether it contains these characters. */
    public boolean contains(String ascii) {
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(ascii);
    }

    /** Its text, with U+FFFD for bytes that are not UTF-8; empty if the file is too large. */
    public String text() {
      return isTooLarge() ? "" : new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  public DiskFiles(Path labFolder) {
    this.labFolder = labFolder;
  }

  /**
   * The content of a file.
   *
   * @param path absolute, or relative to the lab folder
   */
  public Content content(Path path) {
    return contents.computeIfAbsent(path, it -> read(labFolder.resolve(it)));
  }

  /** Whether the file on the disk still has the contents that were read. */
  public boolean isUnchanged(Path path) {
    Content now = read(labFolder.resolve(path));
    return now.state() == content(path).state() && now.bytes().equals(content(path).bytes());
  }

  /** The sorted names of a folder's entries; empty if the folder is missing. */
  List<String> names(Path folder) {
    return listings.computeIfAbsent(folder, it -> list(labFolder.resolve(it)));
  }

  /** The files and folders that were asked for so far, whether they exist or not. */
  public Set<Path> seen() {
    Set<Path> seen = new TreeSet<>(contents.keySet());
    seen.addAll(listings.keySet());
    return seen;
  }

  private static Content read(Path file) {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Content.of(State.MISSING);
    }
    // In a folder without access, existence is unknown; reading shows the cause.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Content.of(State.NOT_A_FILE);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Content(State.READ, in.readNBytes(LARGEST + 1), "");
    } catch (AccessDeniedException denied) {
      return Content.of(State.DENIED);
    } catch (IOException broken) {
      return new Content(State.BROKEN, new byte[0], String.valueOf(broken.getMessage()));
    }
  }

  private static List<String> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    } catch (IOException absent) {
      return List.of();
    }
  }
}
