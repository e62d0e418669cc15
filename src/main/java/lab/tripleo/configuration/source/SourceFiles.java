package lab.tripleo.configuration.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.SourceLocation;

/** Reads files of the lab folder as strict UTF-8 text; anything else yields a diagnostic. */
public final class SourceFiles {
  private final DiskFiles disk;
  private final List<SourceFile> replacements;
  private final Problems problems;

  /**
   * @param replacements texts that replace the files with the same paths
   */
  public SourceFiles(DiskFiles disk, List<SourceFile> replacements, Problems problems) {
    this.disk = disk;
    this.replacements = replacements;
    this.problems = problems;
  }

  public SourceFiles reportingTo(Problems others) {
    return new SourceFiles(disk, replacements, others);
  }

  /** Whether another text replaces the file. */
  public boolean isReplaced(Path path) {
    return replacements.stream().anyMatch(it -> it.path().equals(path));
  }

  /** Whether the path exists, as a file or anything else. */
  public boolean exists(Path path) {
    return isReplaced(path) || disk.content(path).state() != DiskFiles.State.MISSING;
  }

  /** Reads the file's text; empty after a diagnostic. */
  public Optional<SourceFile> read(Path path) {
    Optional<SourceFile> replacement =
        replacements.stream().filter(it -> it.path().equals(path)).findFirst();
    return replacement.isPresent() ? replacement : readFromDisk(path);
  }

  private Optional<SourceFile> readFromDisk(Path path) {
    SourceLocation whole = SourceLocation.of(path);
    DiskFiles.Content content = disk.content(path);
    switch (content.state()) {
      case READ -> {
        if (!content.isTooLarge()) {
          return decode(content.bytes(), path);
        }
        problems.error("too-large", whole, "the file is larger than 1 MiB");
      }
      case MISSING ->
          problems.error(
              "missing-file",
              whole,
              "the file is missing",
              "`tripleo-lab init DIR` creates a lab folder with every file that is needed");
      case NOT_A_FILE -> problems.error("not-a-file", whole, "this is not a regular file");
      case DENIED ->
          problems.error(
              "unreadable", whole, "no permission to read the file", "check its owner and mode");
      case BROKEN ->
          problems.error("unreadable", whole, "the file cannot be read: " + content.problem());
    }
    return Optional.empty();
  }

  /** The sorted names of a folder's files with this ending; empty if the folder is missing. */
  public List<String> list(Path folder, String ending) {
    return disk.names(folder).stream()
        .filter(name -> name.endsWith(ending) && !name.startsWith("."))
        .toList();
  }

  private Optional<SourceFile> decode(ByteBuffer bytes, Path path) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.remaining() + 1);
    CoderResult result = decoder.decode(bytes, decoded, true);
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
            "delete it; invisible characters are not allowed");
        return false;
      }
    }
    return true;
  }

  /**
   * Control characters, Unicode line ends (parsers disagree about them), characters that change the
   * direction of text, and code points that are not characters.
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
