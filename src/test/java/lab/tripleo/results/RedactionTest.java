package lab.tripleo.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code redaction/NAME.txt} with what is to become of it, {@code NAME.expected}. A secret in the
 * corpus has "hunter2" in it; what must stay has "keep".
 */
final class RedactionTest {
  private static final Path CASES = Path.of("src/test/resources/redaction");
  private static final List<String> KNOWN =
      List.of(
          "correct horse battery staple",
          "zT9qLmN4hunter2",
          "short",
          "-----BEGIN X-----",
          "pa\"ss\\hunter2");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> all = Files.list(CASES)) {
      return all.filter(it -> it.toString().endsWith(".txt")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesSecretsOutAndNothingElse(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Redaction.Redacted redacted = new Redaction(KNOWN).redact(text);
    Path expected = file.resolveSibling(file.getFileName().toString().replace(".txt", ".expected"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, redacted.text(), StandardCharsets.ISO_8859_1);
    }
    assertThat(redacted.text()).isEqualTo(Files.readString(expected, StandardCharsets.ISO_8859_1));
    assertThat(redacted.text()).doesNotContain("hunter2");
    assertThat(count(redacted.text(), "keep")).isEqualTo(count(text, "keep"));
    assertThat(redacted.taken()).isPositive();
    assertThat(new Redaction(KNOWN).redact(redacted.text()))
        .as("once more")
        .isEqualTo(new Redaction.Redacted(redacted.text(), 0));
    assertThat(System.getProperty("golden.update")).as("rewritten, look at it").isNull();
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  @Test
  @Timeout(20)
  void takesTimeInProportion() {
    for (String piece :
        List.of(
            "a",
            "password",
            "://a:",
            "$6$",
            "-----BEGIN PRIVATE KEY-----",
            "\"",
            "curl -u ",
            "ipmitool ")) {
      String text = piece.repeat((1 << 20) / piece.length());
      new Redaction(KNOWN).redact(text);
    }
  }
}
