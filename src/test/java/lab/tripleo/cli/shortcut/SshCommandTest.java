package lab.tripleo.cli.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SshCommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tripleo-stack",
        "hypervisor-stack ls tripleo",
        "root@tripleo-stack",
        "-t hypervisor-root top",
        "-V"
      })
  void accepts(String arguments) {
    assertThatCode(() -> SshCommand.requireHost(List.of(arguments.split(" ", -1))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tripleo", "compute-0 uptime", "tripleo ls hypervisor-stack"})
  void refuses(String arguments) {
    UserError failure =
        catchThrowableOfType(
            UserError.class, () -> SshCommand.requireHost(List.of(arguments.split(" ", -1))));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessage("the lab has no host '" + arguments.split(" ", -1)[0] + "'");
    assertThat(failure.hint())
        .contains("its hosts are hypervisor-root, hypervisor-stack, tripleo-stack");
  }
}
