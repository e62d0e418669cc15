package lab.tripleo.configuration.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.SourceLocation;

/** Reads files of the lab folder as strict UTF-8 text; whatever is not that is a diagnostic. */
public final class SourceFiles {
  public static final int LARGEST = 1024 * 1024;

  private final Path labFolder;
  private final List<SourceFile> instead;
  private final Problems problems;

  public SourceFiles(Path labFolder, Problems problems) {
    this(labFolder, List.of(), problems);
  }

  /**
   * @param instead take the place of the files of their paths
   */
  public SourceFiles(Path labFolder, List<SourceFile> instead, Problems problems) {
    this.labFolder = labFolder;
    this.instead = instead;
    this.problems = problems;
  }

  public SourceFiles reportingTo(Problems others) {
    return new SourceFiles(labFolder, instead, others);
  }

  /** Whether something else takes the file's place. */
  public boolean isReplaced(Path path) {
    return instead.stream().anyMatch(it -> it.path().equals(path));
  }

  /** Whether there is anything of this name. */
  public boolean exists(Path path) {
    return isReplaced(path) || Files.exists(labFolder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The file's text; empty after a diagnostic. */
  public Optional<SourceFile> read(Path path) {
    Optional<SourceFile> other = instead.stream().filter(it -> it.path().equals(path)).findFirst();
    return other.isPresent() ? other : readFromDisk(path);
  }

  private Optional<SourceFile> readFromDisk(Path path) {
    SourceLocation whole = SourceLocation.of(path);
    Path file = labFolder.resolve(path);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.error(
          "missing-file",
          whole,
          "the file is missing",
          "`tripleo-lab init DIR` makes a lab folder with every file that is needed");
      return Optional.empty();
    }
    // Of a folder that nobody may enter neither is known: reading tells.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      problems.error("not-a-file", whole, "this is not a regular file");
      return Optional.empty();
    }
    return bytes(file, whole).flatMap(bytes -> decode(bytes, path));
  }

  /** Names of the files in a folder that end so, sorted; none when there is no such folder. */
  public List<String> list(Path folder, String suffix) {
    try (Stream<Path> files = Files.list(labFolder.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private Optional<byte[]> bytes(Path file, SourceLocation whole) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        problems.error("too-large", whole, "the file is larger than 1 MiB");
        return Optional.empty();
      }
      return Optional.of(bytes);
    } catch (AccessDeniedException denied) {
      problems.error(
          "unreadable", whole, "no permission to read the file", "see its owner and mode");
    } catch (IOException broken) {
      problems.error("unreadable", whole, "the file cannot be read: " + broken.getMessage());
    }
    return Optional.empty();
  }

  private Optional<SourceFile> decode(byte[] bytes, Path path) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
    String text = decoded.flip().toString();
    SourceFile file = new SourceFile(path, text.replace("\r\n", "\n"));
    if (result.isError()) {
      problems.error(
          "not-utf-8",
          file.at(file.text().length()),
          "this byte is not UTF-8 text",
          "save the file as UTF-8");
      return Optional.empty();
    }
    return isClean(file) ? Optional.of(file) : Optional.empty();
  }

  private boolean isClean(SourceFile file) {
    String text = file.text();
    if (text.startsWith("\uFEFF")) {
      problems.error(
          "byte-order-mark",
          file.at(0),
          "the file starts with a byte order mark",
          "save the file as UTF-8 without a mark (BOM)");
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (isHidden(text.charAt(i))) {
        problems.error(
            "control-character",
            file.at(i),
            String.format("control character U+%04X", (int) text.charAt(i)),
            "text with characters that cannot be seen is refused; delete it");
        return false;
      }
    }
    return true;
  }

  /**
   * Control characters, Unicode's own line ends (parsers disagree about them), characters that
   * reorder what a reader sees, and those that are no characters.
   */
  private static boolean isHidden(char c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\uFEFF'
        || c >= '\uFFFE';
  }
}
