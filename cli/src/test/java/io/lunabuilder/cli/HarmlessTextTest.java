package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text of others")
class HarmlessTextTest {

  @ParameterizedTest
  @DisplayName("loses what a terminal would act on, and all that belongs to it")
  @ValueSource(
      strings = {
        "a\u001B]0;another title\u0007b",
        "a\u001B]52;c;cm0gLXJmIC8=\u001B\\b",
        "a\u009D52;c;cm0gLXJmIC8=\u009Cb",
        "a\u001B[2Jb",
        "a\u001B[1;1Hb",
        "a\u001B[?1049hb",
        "a\u001B[8;1;1tb",
        "a\u009B2Jb",
        "a\u001BPq#0\u001B\\b",
        "a\u001B_Gf=100;AAAA\u001B\\b",
        "a\u001Bcb",
        "a\u001B(0b",
        "a\u001B[6nb",
        "a\u0000\b\u0007\u000B\f\r\u000E\u007F\u0085b",
        "ab\u001B",
        "ab\u001B[",
        "ab\u001B]52;c;never ended",
      })
  void loses(String text) {
    assertThat(HarmlessText.plain(text)).isEqualTo("ab");
    assertThat(HarmlessText.coloured(text)).isEqualTo("ab");
  }

  @ParameterizedTest
  @DisplayName("is else as it was")
  @ValueSource(strings = {"", "a\tb", "two\nlines", "grüße 日本 🌙", "[31m no escape", "]0;title"})
  void stays(String text) {
    assertThat(HarmlessText.plain(text)).isEqualTo(text);
    assertThat(HarmlessText.coloured(text)).isEqualTo(text);
  }

  @Test
  @DisplayName("keeps its colours where there may be some, and they end with it")
  void coloured() {
    String text = "\u001B[1;31mred\u001B[m \u001B[38:2::1:2:3mlunar";

    assertThat(HarmlessText.coloured(text)).isEqualTo(text + "\u001B[0m");
    assertThat(HarmlessText.plain(text)).isEqualTo("red lunar");
  }
}
