package lab.tripleo.cli.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainerChoiceTest {
  private static final List<String> KNOWN =
      List.of("keystone", "ironic_api", "ironic_conductor", "ironic", "neutron_api");

  @ParameterizedTest
  @CsvSource({
    "keystone, keystone",
    "ironic, ironic",
    "conductor, ironic_conductor",
    "neutron, neutron_api",
  })
  void finds(String name, String container) throws Exception {
    assertThat(ContainerChoice.of(name, KNOWN, "containers")).isEqualTo(container);
  }

  @ParameterizedTest
  @CsvSource({
    "_api, several containers match, 'name one of ironic_api, neutron_api'",
    "'', several containers match, 'name one of ironic, ironic_api'",
    "ironic_conducter, no containers match, 'there are ironic_conductor, ironic_api, ironic,'",
    "Keystone, no containers match, there are",
  })
  void refuses(String name, String message, String hint) {
    UserError failure =
        catchThrowableOfType(UserError.class, () -> ContainerChoice.of(name, KNOWN, "containers"));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.hint().orElseThrow()).contains(hint);
  }

  @Test
  void reportsThatThereAreNone() {
    UserError failure =
        catchThrowableOfType(
            UserError.class, () -> ContainerChoice.of("keystone", List.of(), "containers"));
    assertThat(failure.hint()).contains("there are no containers");
  }
}
