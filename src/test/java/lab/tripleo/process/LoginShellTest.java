package lab.tripleo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Output with and without the mark. */
final class LoginShellTest {
  @Test
  void withoutMarkThereIsNoAnswer() {
    assertThat(LoginShell.answer(List.of("This account is currently not available."))).isEmpty();
    assertThat(LoginShell.startUpOutput(List.of("some text"))).isEmpty();
  }
}
