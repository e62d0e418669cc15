package lab.tripleo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.tripleo.HostileStrings;
import org.junit.jupiter.api.Test;

final class ShellWordsTest {
  @Test
  void harmlessWordsStayReadable() {
    assertThat(ShellWords.line(List.of("virsh", "-c", "qemu:///session", "list", "--all")))
        .isEqualTo("virsh -c qemu:///session list --all");
  }

  @Test
  void shellReturnsEveryArgumentUnchanged() throws IOException {
    // Arguments cannot contain NUL. Java's encoding of arguments is not tested here.
    List<String> hostile =
        HostileStrings.all().stream()
            .filter(it -> it.indexOf('\0') < 0 && it.length() < 10_000 && isUnicode(it))
            .toList();
    assertThat(hostile).hasSizeGreaterThan(20);
    String script = "printf '%s\\0' " + ShellWords.line(hostile) + "\n";
    Process shell = new ProcessBuilder("sh").start();
    try (var in = shell.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(List.of(out.split("\0", -1)).subList(0, hostile.size())).isEqualTo(hostile);
  }

  private static boolean isUnicode(String text) {
    return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyArgumentIsKept() {
    assertThat(ShellWords.line(List.of("a", "", "b"))).isEqualTo("a '' b");
  }
}
