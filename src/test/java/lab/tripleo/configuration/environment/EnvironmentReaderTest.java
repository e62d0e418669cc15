package lab.tripleo.configuration.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentReaderTest {
  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      value = {
        "CA_BUNDLE=a|a",
        "CA_BUNDLE=a b |a b",
        "CA_BUNDLE=a # b|a",
        "CA_BUNDLE=a#b|a#b",
        "CA_BUNDLE='a # b'|a # b",
        "CA_BUNDLE=\"it's\"|it's",
        "CA_BUNDLE='say \"a\"' # so|say \"a\"",
        "CA_BUNDLE=\" a \"|` a `",
        "  CA_BUNDLE=a=b|a=b",
        "CA_BUNDLE=$HOME\\n|$HOME\\n",
      })
  void readsAValue(String line, String value) {
    assertThat(read(line + "\n").text(EnvironmentKey.CA_BUNDLE)).isEqualTo(value);
    assertThat(diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "LAB_NAME=ä|1:10",
        "LAB_NAME='ä'|1:11",
        "  LAB_NAME=\"ä\" # ä|1:13",
        "HTTP_PROXY=http://a/b c|1:22",
        "HYPERVISOR_ADDRESS=lab:0 # x|1:24",
        "CA_BUNDLE=${X}|1:11",
        "CA_BUNDLE='a${X}'|1:13",
      })
  void locatesTheValue(String line, String place) {
    read(line);
    assertThat(diagnostics())
        .singleElement()
        .extracting(it -> it.at().line() + ":" + it.at().column())
        .isEqualTo(place);
  }

  @Test
  void locatesEachValue() {
    Environment environment = read("# x\n\nTIMEZONE=UTC\n  LAB_NAME='one'\n");

    assertThat(environment.at(EnvironmentKey.TIMEZONE)).hasToString("environment:3:10");
    assertThat(environment.at(EnvironmentKey.LAB_NAME)).hasToString("environment:4:13");
    assertThat(environment.at(EnvironmentKey.VIRT_TYPE)).hasToString("environment");
  }

  @Test
  void usesTheDefaultForAnInvalidValue() {
    assertThat(read("LAB_NAME=?").text(EnvironmentKey.LAB_NAME)).isEqualTo("tripleo-lab");
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyTakesItsDefault(EnvironmentKey key) {
    assertThat(key.format().error(key.defaultValue())).isEmpty();
  }

  private Environment read(String text) {
    return new EnvironmentReader(new SourceFile(Path.of("environment"), text), problems).read();
  }

  private List<Diagnostic> diagnostics() {
    return problems.conclude(() -> "").diagnostics();
  }
}
