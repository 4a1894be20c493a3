package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path inside the context")
class ContextPathTest {

  @ParameterizedTest(name = "\"{0}\" is {1}")
  @CsvSource({"Dockerfile, Dockerfile", "./a/b/, a/b", "., .", "a b/ü, a b/ü", "a/-b, a/-b"})
  void accepted(String text, String path) {
    assertThat(ContextPath.parse("context", text).orThrow()).hasToString(path);
  }

  @ParameterizedTest(name = "may not be \"{0}\"")
  @ValueSource(
      strings = {
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a//b",
        "a/./b",
        "-f",
        "--dockerfile",
        "a\\b",
        "a\nb",
        "a\u0000b",
        "https://example.com/Dockerfile",
        "a/.."
      })
  void refused(String text) {
    assertThat(ContextPath.parse("context", text)).isInstanceOf(Checked.Invalid.class);
  }
}
