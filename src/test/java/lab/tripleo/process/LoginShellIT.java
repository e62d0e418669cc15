package lab.tripleo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines run by the real shells, with start-up files that print text. */
final class LoginShellIT {
  private static final String HARD =
      "printf '%s\\n' 'it'\"'\"'s \"$HOME\" `id` ! \\ * {a,b} é'\ncat\nbash -c 'echo \"$0\"' inner";
  private static final List<String> HARD_OUTPUT =
      List.of("it's \"$HOME\" `id` ! \\ * {a,b} é", "standard input", "inner");

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "bash, .bashrc",
    "zsh, .zshenv",
    "fish, .config/fish/config.fish",
    "tcsh, .cshrc",
    "dash, .profile"
  })
  void findsTheAnswer(String shell, String startUp) throws Exception {
    Path file = home.resolve(startUp);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "echo Welcome\necho \"--- tripleo\"\nprintf 'no line end'\n");
    List<String> output = run(shell, LoginShell.markedLine(HARD));
    assertThat(LoginShell.answer(output)).as(output::toString).isEqualTo(HARD_OUTPUT);
    if (!shell.equals("dash")) {
      assertThat(LoginShell.startUpOutput(output))
          .containsExactly("Welcome", "--- tripleo", "no line end");
    }
  }

  private List<String> run(String shell, String line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", line).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("SHLVL", "0");
    // As if sshd had started it: then bash reads .bashrc.
    builder.environment().put("SSH_CLIENT", "192.0.2.1 50000 22");
    Process process = builder.start();
    process.getOutputStream().write("standard input\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
