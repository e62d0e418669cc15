package lab.tripleo.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code redaction/NAME.txt} must become {@code NAME.expected}. Secrets contain "hunter2";
 * texts that must stay contain "keep".
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
  void masksOnlySecrets(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Redaction.Redacted redacted = new Redaction(KNOWN).redact(text);
    Path expected = file.resolveSibling(file.getFileName().toString().replace(".txt", ".expected"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, redacted.text(), StandardCharsets.ISO_8859_1);
    }
    assertThat(redacted.text()).isEqualTo(Files.readString(expected, StandardCharsets.ISO_8859_1));
    assertThat(redacted.text()).doesNotContain("hunter2");
    assertThat(count(redacted.text(), "keep")).isEqualTo(count(text, "keep"));
    assertThat(redacted.masked()).isPositive();
    assertThat(new Redaction(KNOWN).redact(redacted.text()))
        .as("once more")
        .isEqualTo(new Redaction.Redacted(redacted.text(), 0));
    assertThat(System.getProperty("golden.update")).as("rewritten, look at it").isNull();
  }

  @Test
  void masksKnownSecretsInAllEncodings() {
    Redaction redaction = new Redaction(List.of(" pa\"s s/w@rd\n", "6chars", "5char"));
    assertThat(redaction.maskKnown("one pa\"s s/w@rd two")).isEqualTo("one ******** two");
    assertThat(redaction.maskKnown("{\"x\": \"pa\\\"s s/w@rd\"}"))
        .isEqualTo("{\"x\": \"********\"}");
    assertThat(redaction.maskKnown("https://me:pa%22s%20s%2Fw%40rd@host/"))
        .isEqualTo("https://me:********@host/");
    assertThat(redaction.maskKnown("6chars 5char password=other"))
        .isEqualTo("******** 5char password=other");
  }

  /** Base64 depends on what is before and behind the secret. */
  @Test
  void masksKnownSecretsInBase64() {
    String secret = "zT9qLmN4/+hunter2";
    Redaction redaction = new Redaction(List.of(secret));
    for (String before : List.of("", "u", "me", "me:", "admin:")) {
      for (String after : List.of("", "@", "@h", "@host")) {
        byte[] text = (before + secret + after).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
          String masked = redaction.maskKnown("auth=" + encoder.encodeToString(text));
          assertThat(masked).contains(Redaction.MASK).hasSizeLessThan("auth=".length() + 28);
        }
      }
    }
  }

  @Test
  void addsSecretsToThoseOfTheLab() {
    Redaction lab = new Redaction(List.of("of-the-lab"));
    Redaction more = lab.with(List.of("of-a-host"));
    assertThat(more.maskKnown("of-the-lab of-a-host")).isEqualTo("******** ********");
    assertThat(lab.maskKnown("of-the-lab of-a-host")).isEqualTo("******** of-a-host");
  }

  @Test
  void findsSecretsByTheirNames() {
    assertThat(
            Redaction.secretsIn(
                "export OS_PASSWORD='hunter2'\nOS_USERNAME=admin\ntoken: 3 of 5\nx_pass: y"))
        .containsExactly("hunter2", "y");
  }

  @Test
  void masksTheLongerOfTwoSecretsAsAWhole() {
    assertThat(new Redaction(List.of("hunter", "hunter2hunter")).maskKnown("hunter2hunter hunter"))
        .isEqualTo("******** ********");
  }

  /** A key may be printed line by line, indented or quoted. */
  @Test
  void masksEachLineOfAKey() {
    List<String> key =
        List.of(
            "-----BEGIN OPENSSH PRIVATE KEY-----", "b3BlbnNzaC1rZXktdjEA", "aGlkZGVu", "-----END");
    assertThat(new Redaction(key).maskKnown("> b3BlbnNzaC1rZXktdjEA\n> aGlkZGVu\n"))
        .isEqualTo("> ********\n> ********\n");
  }

  @Test
  void callbackPluginMasksTheSameTexts() throws IOException {
    assertThat(Path.of("src/main/resources/ansible/callback_plugins/tripleo_lab_events.py"))
        .content()
        .contains("\nSHORTEST_SECRET = " + Redaction.SHORTEST + " ")
        .contains("\nMASK = \"" + Redaction.MASK + "\"\n");
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  /** In processor time, which a busy machine does not change; the square would be 256 times. */
  @Test
  void runsInLinearTime() {
    Redaction redaction = new Redaction(KNOWN);
    for (String piece :
        List.of(
            "a",
            "password",
            "://a:",
            "$6$",
            "-----BEGIN PRIVATE KEY-----",
            "\"",
            "curl -u ",
            "ipmitool ",
            "'",
            "\\",
            "{{'x",
            "key=",
            "password='",
            "password: |\n ",
            "$ANSIBLE_VAULT;\n00",
            "createUser ")) {
      processorTime(redaction, piece, 1 << 15);
      long little = processorTime(redaction, piece, 1 << 15);
      long sixteenTimes = processorTime(redaction, piece, 1 << 19);
      assertThat(sixteenTimes).as(piece).isLessThan(64 * little + Duration.ofMillis(100).toNanos());
    }
  }

  private static long processorTime(Redaction redaction, String piece, int length) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String text = piece.repeat(length / piece.length());
    long before = threads.getCurrentThreadCpuTime();
    redaction.redact(text);
    return threads.getCurrentThreadCpuTime() - before;
  }
}
