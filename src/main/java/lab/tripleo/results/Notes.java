package lab.tripleo.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host tells about its files.
 *
 * @param cut bytes on the host, of files of which only the end was sent
 * @param leftOut files beyond the size limit, with their sizes
 * @param unreadable files that are not texts, with their sizes
 */
record Notes(Map<String, Long> cut, List<String> leftOut, List<String> unreadable) {
  private static final String LEFT_OUT = "left out: ";
  private static final String NOT_A_TEXT = "not a text: ";

  /** Reads a file of notes, which may be missing, and deletes it. */
  static Notes take(Path file) throws IOException {
    Notes notes = new Notes(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .filter(it -> it.matches(".+\t[0-9]{1,18}"))
          .forEach(notes::add);
    }
    Files.deleteIfExists(file);
    return notes;
  }

  private void add(String line) {
    int tab = line.lastIndexOf('\t'); // a file's name may have one too
    String name = line.substring(0, tab);
    String bytes = line.substring(tab + 1);
    if (name.startsWith(LEFT_OUT)) {
      leftOut.add(name.substring(LEFT_OUT.length()) + " (" + bytes + " bytes)");
    } else if (name.startsWith(NOT_A_TEXT)) {
      unreadable.add(name.substring(NOT_A_TEXT.length()) + " (" + bytes + " bytes)");
    } else {
      cut.put(name, Long.valueOf(bytes));
    }
  }
}
