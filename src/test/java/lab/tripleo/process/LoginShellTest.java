package lab.tripleo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output with and without the mark. */
final class LoginShellTest {
  @Test
  void withoutMarkThereIsNoAnswer() {
    assertThat(LoginShell.answer(List.of("This account is currently not available."))).isEmpty();
    assertThat(LoginShell.startUpOutput(List.of("some text"))).isEmpty();
  }

  @Test
  void bytesAfterTheMarkAreCopiedUnchanged() throws Exception {
    byte[] answer = {0, '\n', -1, '\r', '\n', 7};
    assertThat(copied("Welcome\n\n--- tripleo-lab\n\n--- tripleo-lab: answer ---\n", answer))
        .isEqualTo(answer);
    assertThat(copied("\n--- tripleo-lab: answer ---\n", answer)).isEqualTo(answer);
    assertThat(copied("Not available.\n", new byte[0])).asString().isEqualTo("Not available.\n");
  }

  private static byte[] copied(String before, byte[] answer) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(answer);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    LoginShell.copyAnswer(new ByteArrayInputStream(whole.toByteArray()), copy);
    return copy.toByteArray();
  }
}
