package io.lunabuilder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image name")
class ImageReferenceTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "hello, hello:latest",
    "hello:1, hello:1",
    "team/hello:v1.0_b-c, team/hello:v1.0_b-c",
    "a__b/c.d/e--f, a__b/c.d/e--f:latest",
    "localhost:5000/x:1, localhost:5000/x:1",
    "reg.example.com/x, reg.example.com/x:latest",
  })
  void accepted(String text, String reference) {
    assertThat(ImageReference.parse("image_name", text).orThrow()).hasToString(reference);
  }

  @ParameterizedTest(name = "may not be \"{0}\"")
  @ValueSource(
      strings = {
        "",
        " ",
        "Hello",
        "-hello",
        "/hello",
        "hello/",
        "a//b",
        "a b",
        "hello\n",
        "a:1:2",
        "a:",
        ":1",
        "hello:.1",
        "a@sha256:00",
        "--destination=evil",
        "$(id)",
        "a;b",
        "a..b",
        "а/b",
        "_a",
        "a_",
        "a/:1",
        "../a",
        "hello:1 "
      })
  void refused(String text) {
    assertThat(Examples.onlyViolation(ImageReference.parse("image_name", text)).field())
        .isEqualTo("image_name");
  }

  @Test
  @DisplayName("has a repository of at most 255 characters and a tag of at most 128")
  void longest() {
    assertThat(ImageReference.parse("i", "a".repeat(255) + ":" + "t".repeat(128)))
        .isInstanceOf(Checked.Valid.class);
    assertThat(ImageReference.parse("i", "a".repeat(256))).isInstanceOf(Checked.Invalid.class);
    assertThat(ImageReference.parse("i", "a:" + "t".repeat(129)))
        .isInstanceOf(Checked.Invalid.class);
  }
}
