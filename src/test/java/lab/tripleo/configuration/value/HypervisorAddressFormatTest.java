package lab.tripleo.configuration.value;

import static org.assertj.core.api.Assertions.assertThat;

import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.model.HypervisorAddress.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HypervisorAddressFormatTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, localhost, 22",
    "lab, lab, 22",
    "lab.example.com, lab.example.com, 22",
    "lab_1.example.com:2222, lab_1.example.com, 2222",
    "192.0.2.10, 192.0.2.10, 22",
    "192.0.2.10:65535, 192.0.2.10, 65535",
    "[2001:db8::10], 2001:db8::10, 22",
    "[2001:db8::10]:2222, 2001:db8::10, 2222",
    "3com.example.com, 3com.example.com, 22",
    "lab.example.com., lab.example.com., 22",
    "lab.:2222, lab., 2222",
  })
  void readsHostAndPort(String text, String host, int port) {
    HypervisorAddress address = parse(text).value().orElseThrow();
    assertThat(address).isEqualTo(new Remote(host, port));
    assertThat(address.text()).isEqualTo(text);
  }

  @Test
  void readsTheSandbox() {
    assertThat(parse("sandbox").value()).contains(new Sandbox());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "lab:",
        "lab:0",
        "lab:22x",
        "lab:-1",
        ":22",
        "[::1",
        "::1]",
        "[]",
        "[]:22",
        "[::1]22",
        "[::1]x:22",
        "[lab]",
        "[192.0.2.1]",
        "fe80::1%eth0",
        "[fe80::1%eth0]",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1234",
        ".",
        "a..b",
        "a..",
        "192.0.2.1.",
        "-a",
        "a-",
        "a b",
        "a/b",
        "user@lab",
        "sandbox:22",
        "ssh://lab",
        "lab,lab2",
        "$(id)",
        "läb",
        "lab:22:22",
        "a:b:c",
        "lab;id"
      })
  void rejectsInvalidAddresses(String text) {
    assertThat(parse(text).value()).isEmpty();
    assertThat(parse(text).error().orElseThrow().offset()).isBetween(0, text.length());
  }

  private static ParsedValue<HypervisorAddress> parse(String text) {
    return HypervisorAddressFormat.FORMAT.parse(text);
  }
}
