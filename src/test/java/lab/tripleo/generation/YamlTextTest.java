package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.tripleo.HostileStrings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

final class YamlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yes",
        "1e3",
        "~",
        "a: b # c",
        "'",
        "\"",
        "\\",
        "{{ x }}",
        "{% raw %}",
        "- a",
        "|",
        "!tag",
        "&a",
        "*a",
        "%YAML",
        "a\nb\n",
        "\r\n",
        "\t",
        "\u0000",
        "\u0007",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        "é",
        "名",
        "😀",
        "\u202egnp",
        "\u00a0"
      })
  void quotedTextIsReadUnchanged(String text) {
    String quoted = YamlText.quoted(text);
    assertThat(quoted).doesNotContain("\n");
    assertThat(new Yaml().<String>load(quoted)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/usr/bin/python3", "os-ctlplane", "Europe/Berlin", "null0"})
  void unambiguousTextIsNotQuoted(String text) {
    assertThat(YamlText.scalar(text)).isEqualTo(text);
  }

  @Test
  void scalarsAreReadUnchanged() {
    for (String text : HostileStrings.all()) {
      String scalar = YamlText.scalar(text);
      assertThat(new Yaml().<List<Object>>load("[" + scalar + ", " + scalar + "]"))
          .isEqualTo(List.of(text, text));
    }
  }

  @Test
  void onlyExpressionsAreUnsafe() {
    assertThat(YamlText.unsafe("a{{ b }}")).isEqualTo("!unsafe \"a{{ b }}\"");
    assertThat(YamlText.unsafe("{% b")).startsWith("!unsafe ");
    assertThat(YamlText.unsafe("{#")).startsWith("!unsafe ");
    assertThat(YamlText.unsafe("yes")).isEqualTo("\"yes\"");
    assertThat(YamlText.unsafe("=")).isEqualTo("\"=\"");
    assertThat(YamlText.unsafe("Debian 12 (bookworm)")).isEqualTo("\"Debian 12 (bookworm)\"");
  }

  @Test
  void commentsStayOnTheirLine() {
    assertThat(YamlText.comment("a\nb\u0085c\u2028d e😀")).isEqualTo("a?b?c?d e😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one\n",
        "<a>\n  <b/>\n</a>\n",
        "a\n\nb\n",
        "# {{ x }}\n",
        "trailing \nblank\n",
        "no line feed at the end",
        "  starts with blanks\n",
        "\n\n    starts with empty lines\n  then less\n",
        "\tstarts with a tab\n\tgoes on\n"
      })
  void blocksAreReadUnchanged(String text) {
    String block = YamlText.block(text, 6);
    assertThat(block).startsWith("|");
    assertThat(new Yaml().<Map<String, Object>>load("a:\n    key: " + block + "\n    b: c\n"))
        .isEqualTo(Map.of("a", Map.of("key", text, "b", "c")));
  }

  @Test
  void textUnfitForABlockIsQuoted() {
    assertThat(YamlText.block("  \n", 2)).startsWith("\"");
    assertThat(YamlText.block("a\u2028b\n", 2)).startsWith("\"");
    assertThat(YamlText.block("bell \u0007\n", 2)).startsWith("\"");
    assertThat(YamlText.block("two\n\n", 2)).startsWith("\"");
  }
}
