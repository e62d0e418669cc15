package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilteredEnvironmentTest {
  @TempDir Path folder;

  /** A machine with these locales: the names that {@code locale -a} prints. */
  private Locales installed(String... names) throws IOException {
    String script =
        """
        #!/bin/sh
        [ "$1" != -a ] || { printf '%%s\\n' %s; exit; }
        case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
          '' | C | POSIX) echo ANSI_X3.4-1968 ;;
          C.UTF-8 | de_DE.UTF-8) echo UTF-8 ;;
          *) echo 'locale: Cannot set LC_ALL to default locale' >&2; echo ANSI_X3.4-1968 ;;
        esac
        """
            .formatted(String.join(" ", names));
    Path program = Files.writeString(folder.resolve("locale"), script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Locales(program.toString());
  }

  @Test
  void passesOnlyNeededVariables() throws IOException {
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
    assertThat(FilteredEnvironment.of(whole, installed("C", "de_DE.utf8")))
        .containsOnlyKeys("PATH", "HOME", "LANG", "HTTPS_PROXY", "no_proxy", "SSH_AUTH_SOCK");
  }

  @Test
  void thatOfThisProgramIsFoundOutOnce() {
    assertThat(FilteredEnvironment.ofThisProgram())
        .isEqualTo(FilteredEnvironment.of(System.getenv()))
        .isSameAs(FilteredEnvironment.ofThisProgram());
  }

  @Test
  void setsACharacterSetThatAnsibleAccepts() {
    assertThat(FilteredEnvironment.of(Map.of("LANG", "C"))).containsEntry("LC_ALL", "C.UTF-8");
    assertThat(FilteredEnvironment.of(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "POSIX")))
        .containsEntry("LC_ALL", "C.UTF-8");
    assertThat(FilteredEnvironment.of(Map.of())).containsKey("PATH");
  }

  @ParameterizedTest
  @CsvSource({
    "C C.utf8 POSIX, C.UTF-8",
    "C C.UTF-8 en_US.utf8, C.UTF-8",
    "C POSIX de_DE.utf8 en_US en_US.iso88591 en_US.utf8, en_US.utf8",
    "C POSIX de_DE de_DE.utf8 de_DE.utf8@euro, de_DE.utf8",
    "C POSIX, C.UTF-8",
  })
  void choosesALocaleThatIsInstalled(String names, String chosen) throws IOException {
    Locales locales = installed(names.split(" ", -1));
    assertThat(FilteredEnvironment.of(Map.of("LANG", "en_GB.UTF-8"), locales))
        .containsEntry("LC_ALL", chosen);
  }

  @Test
  void keepsTheUsersLocaleIfItIsInstalled() throws IOException {
    assertThat(FilteredEnvironment.of(Map.of("LANG", "de_DE.UTF-8"), installed("C", "C.UTF-8")))
        .containsEntry("LANG", "de_DE.UTF-8")
        .doesNotContainKey("LC_ALL");
  }

  @Test
  void machineWithoutTheProgramHasUtf8() {
    Locales none = new Locales(folder.resolve("missing").toString());
    assertThat(FilteredEnvironment.of(Map.of(), none)).containsEntry("LC_ALL", "C.UTF-8");
  }
}
