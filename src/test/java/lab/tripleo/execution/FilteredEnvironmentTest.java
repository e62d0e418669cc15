package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FilteredEnvironmentTest {
  @Test
  void passesOnlyNeededVariables() {
    Map<String, String> whole =
        Map.of(
            "PATH", "/bin",
            "HOME", "/root",
            "LANG", "de_DE.UTF-8",
            "HTTPS_PROXY", "http://proxy:3128",
            "no_proxy", "localhost",
            "SSH_AUTH_SOCK", "/run/agent",
            "ANSIBLE_STDOUT_CALLBACK", "json",
            "SECRET_TOKEN", "x",
            "PYTHONPATH", "/tmp");
    assertThat(FilteredEnvironment.of(whole))
        .containsOnlyKeys("PATH", "HOME", "LANG", "HTTPS_PROXY", "no_proxy", "SSH_AUTH_SOCK");
  }

  @Test
  void setsACharacterSetThatAnsibleAccepts() {
    assertThat(FilteredEnvironment.of(Map.of("LANG", "C"))).containsEntry("LC_ALL", "C.UTF-8");
    assertThat(FilteredEnvironment.of(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "POSIX")))
        .containsEntry("LC_ALL", "C.UTF-8");
    assertThat(FilteredEnvironment.of(Map.of())).containsKey("PATH");
  }
}
