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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files of a lab folder as they are when they are first asked for: each is read from the disk
 * once. Several threads may ask.
 */
public final class DiskFiles {
  /** In bytes; of a larger file, one byte more is read. */
  public static final int LARGEST = 1024 * 1024;

  private final Path labFolder;
  private final Map<Path, Content> contents = new ConcurrentHashMap<>();
  private final Map<Path, List<String>> listings = new ConcurrentHashMap<>();

  /** What came of reading a file. */
  public enum State {
    READ,
    MISSING,
    NOT_A_FILE,
    DENIED,
    BROKEN
  }

  /** A file, or why there is none. */
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

    /** Of a file that is too large. */
    boolean isTooLarge() {
      return bytes.length > LARGEST;
    }

    /** What the system reports of a broken file. */
    String problem() {
      return problem;
    }

    /** The bytes for a decoder. */
    ByteBuffer bytes() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Whether these characters are in it. */
    public boolean contains(String ascii) {
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(ascii);
    }

    /** Its text, where a byte that is not UTF-8 becomes U+FFFD; nothing of a larger file. */
    public String text() {
      return isTooLarge() ? "" : new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  public DiskFiles(Path labFolder) {
    this.labFolder = labFolder;
  }

  /**
   * A file.
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

  /** Names of all that is in a folder, sorted; none when there is no such folder. */
  List<String> names(Path folder) {
    return listings.computeIfAbsent(folder, it -> list(labFolder.resolve(it)));
  }

  private static Content read(Path file) {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Content.of(State.MISSING);
    }
    // In a folder that may not be entered, a file neither exists nor not: reading shows why.
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
