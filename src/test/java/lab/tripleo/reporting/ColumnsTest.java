package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts with characters that take two columns, one or none. */
final class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "準備, 4",
    "ホスト1, 7",
    "한국, 4",
    "é, 1",
    "e\u0301, 1",
    "\uD83D\uDE80, 2",
    "a\u200Bb, 2",
    "…, 1"
  })
  void measures(String text, int columns) {
    assertThat(Columns.width(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "準備する, 8, 準備する",
    "準備する, 7, 準備す…",
    "準備する, 6, 準備…",
    "準備する, 2, …",
    "準備する, 1, ''",
    "a\uD83D\uDE80b, 3, a…",
  })
  void cutsBetweenCharacters(String text, int columns, String cut) {
    assertThat(Columns.width(new Columns(true).cut(text, columns))).isLessThanOrEqualTo(columns);
    assertThat(new Columns(true).cut(text, columns)).isEqualTo(cut);
  }

  @Test
  void terminalWithoutUnicodeGetsAscii() {
    Columns ascii = new Columns(false);
    assertThat(ascii.clean("準備 of h1")).isEqualTo("?? of h1");
    assertThat(ascii.cut("a long text", 8)).isEqualTo("a lon...");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    assertThat(new Columns(true).clean("a\u001b[2Jb\nc\td")).isEqualTo("a [2Jb c d");
  }
}
