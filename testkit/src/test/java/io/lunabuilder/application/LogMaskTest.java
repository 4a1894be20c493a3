package io.lunabuilder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The mask of a log")
class LogMaskTest {

  @Test
  @DisplayName("hides a secret wherever it stands in a line, and leaves the rest")
  void everywhere() {
    LogMask mask = new LogMask(List.of("hunter2"));

    assertThat(mask.apply("hunter2 in https://me:hunter2@host, end"))
        .isEqualTo("*** in https://me:***@host, end");
    assertThat(mask.apply("nothing to hide")).isEqualTo("nothing to hide");
  }

  @Test
  @DisplayName("hides the whole of a secret that begins with another one")
  void longestFirst() {
    assertThat(
            new LogMask(List.of("token", "token-of-the-registry")).apply("token-of-the-registry"))
        .isEqualTo("***");
  }

  @Test
  @DisplayName("hides each line of a secret that has several, as logs come by line")
  void byLine() {
    LogMask mask = new LogMask(List.of("first-line\nsecond-line\r\n"));

    assertThat(mask.apply("first-line")).isEqualTo("***");
    assertThat(mask.apply("> second-line <")).isEqualTo("> *** <");
  }

  @Test
  @DisplayName("takes a secret for text, not for a pattern")
  void noPattern() {
    LogMask mask = new LogMask(List.of("a.c$1\\d"));

    assertThat(mask.apply("a.c$1\\d and abc$1\\d")).isEqualTo("*** and abc$1\\d");
  }

  @Test
  @DisplayName("leaves secrets of three characters alone, and hides those of four")
  void shortest() {
    LogMask mask = new LogMask(List.of("", "abc", "wxyz"));

    assertThat(mask.apply("abc wxyz")).isEqualTo("abc ***");
  }
}
