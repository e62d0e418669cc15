package lab.tripleo.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes known secrets out of what Ansible prints. The same texts as the callback takes out of its
 * events: whole files, the lines of a key, the lines of a login.
 *
 * @param texts the longest first, so that a part never spoils the whole
 */
record Secrets(List<String> texts) {
  private static final String MASK = "********";
  private static final int SHORTEST = 8;

  /** Of a private key, whose shorter lines are the same in many keys. */
  private static final int SHORTEST_OF_KEY = 20;

  Secrets {
    texts =
        texts.stream().distinct().sorted(Comparator.comparing(String::length).reversed()).toList();
  }

  static Secrets of(List<Path> files) throws IOException {
    Stream.Builder<String> texts = Stream.builder();
    for (Path file : files) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      int shortest = text.startsWith("-----") ? SHORTEST_OF_KEY : SHORTEST;
      text.lines().filter(it -> it.length() >= shortest && !it.startsWith("-----")).forEach(texts);
    }
    return new Secrets(texts.build().toList());
  }

  String masked(String line) {
    String masked = line;
    for (String text : texts) {
      masked = masked.replace(text, MASK).replace(inJson(text), MASK);
    }
    return masked;
  }

  /** As Ansible prints a result that has it. */
  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
