package lab.tripleo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lab.tripleo.model.FoundPlatform.Forced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FoundPlatformTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "el 9",
        "el9\nforced: ol",
        "el9\nforced: ol nine",
        "el9\nforced: ol 9 9",
        "el9\nmore",
        "../el9",
        "el9\0",
      })
  void rejectsOtherTexts(String text) {
    assertThat(FoundPlatform.parse(text)).isEmpty();
  }

  @Test
  void isReadFromItsText() {
    FoundPlatform own = new FoundPlatform("el9", Optional.empty());
    FoundPlatform forced =
        new FoundPlatform("debian-12", Optional.of(new Forced("ubuntu", "24.04")));
    assertThat(own.text()).isEqualTo("el9\n");
    assertThat(forced.text()).isEqualTo("debian-12\nforced: ubuntu 24.04\n");
    assertThat(FoundPlatform.parse(own.text())).contains(own);
    assertThat(FoundPlatform.parse(forced.text())).contains(forced);
    assertThat(FoundPlatform.parse("el9")).contains(own);
  }
}
