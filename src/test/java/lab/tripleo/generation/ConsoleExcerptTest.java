package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter that a playbook puts between the console of a virtual machine and a message. */
final class ConsoleExcerptTest {
  private static final Pattern FILTER = Pattern.compile("(?m)^ *(printable\\(\\) \\{.*\\})$");
  private static final Path PLAYBOOK = Path.of("playbooks/tripleo-prepare.yml");

  @TempDir Path folder;

  static List<Arguments> consoles() {
    return List.of(
        Arguments.of(
            "plain text [0m, [a], [drm] and [ OK ]\n", "plain text [0m, [a], [drm] and [ OK ]\n"),
        Arguments.of(
            "[\u001b[0;1;32m  OK  \u001b[0m] Started \u001b[1mssh\u001b[0m.\r\n",
            "[  OK  ] Started ssh.\n"),
        Arguments.of("[    0.000000] Linux version 5.14\n", "[    0.000000] Linux version 5.14\n"),
        Arguments.of(
            "\u001b[2J\u001b[01;01H\u001b[?25lGRUB\u001b(B\u001b7\u001b8\u001b=\u001b>\n",
            "GRUB\n"),
        Arguments.of("\u001b]0;title\u0007a\u001b]3008;start=1\u001b\\b\n", "ab\n"),
        Arguments.of(
            "a title without its end \u001b]0;text\n", "a title without its end ]0;text\n"),
        Arguments.of("1mthe start is cut off\u001b[0m\n", "1mthe start is cut off\n"),
        Arguments.of("the end is cut off\u001b[0;3", "the end is cut off[0;3"),
        Arguments.of("the end is cut off\u001b", "the end is cut off"),
        Arguments.of("over two lines \u001b[0;\n31mred\n", "over two lines [0;\n31mred\n"),
        Arguments.of("\u001b\u001b[31mtwice\u0000\u0007\u007f\u001b[m\n", "twice\n"),
        Arguments.of("\ta\tb\n\nc\n", "\ta\tb\n\nc\n"),
        Arguments.of("bullet \u25cf and \ufffd\n", "bullet  and \n"));
  }

  @ParameterizedTest
  @MethodSource("consoles")
  void keepsAllTextThatIsInNoCompleteEscapeSequence(String console, String excerpt)
      throws Exception {
    Path input = Files.write(folder.resolve("console"), console.getBytes(StandardCharsets.UTF_8));
    Path output = folder.resolve("excerpt");
    Process process =
        new ProcessBuilder(
                "bash", "-c", "set -o pipefail; " + filters(PLAYBOOK).get(0) + "; printable")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(output).content().isEqualTo(excerpt);
  }

  @Test
  void allPlacesHaveTheSameFilter() throws IOException {
    List<String> filters = filters(PLAYBOOK);
    assertThat(filters).hasSize(2);
    assertThat(Files.readAllLines(PLAYBOOK))
        .filteredOn(it -> it.contains("tail -") && it.contains("console.log"))
        .hasSize(2)
        .allMatch(it -> it.contains("console.log | printable"));
    filters.addAll(filters(Path.of("playbooks/files/undercloud-install")));
    assertThat(filters).hasSize(3).containsOnly(filters.get(0));
  }

  private static List<String> filters(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    FILTER.matcher(Files.readString(file)).results().forEach(it -> found.add(it.group(1)));
    return found;
  }
}
