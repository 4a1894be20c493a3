package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pieces of output")
class LineCutterTest {

  private static List<String> lines(String... pieces) {
    List<String> lines = new ArrayList<>();
    LineCutter cutter = new LineCutter(lines::add);
    for (String piece : pieces) {
      cutter.add(piece.getBytes(StandardCharsets.ISO_8859_1));
    }
    cutter.end();
    return lines;
  }

  @Test
  @DisplayName("become lines, wherever the pieces end")
  void joins() {
    assertThat(lines("on", "e\n\ntw", "o\n", "three")).containsExactly("one", "", "two", "three");
  }

  @Test
  @DisplayName("may end inside a character")
  void characters() {
    assertThat(lines("caf\u00c3", "\u00a9\n")).containsExactly("café");
  }

  @Test
  @DisplayName("show the last state of a bar that redraws itself, and no carriage returns")
  void bars() {
    assertThat(lines("10%\r50%\r1", "00%\r\nnext\r\n")).containsExactly("100%", "next");
  }

  @Test
  @DisplayName("without an end are cut, but not inside a character")
  void longLines() {
    String almost = "x".repeat(LineCutter.LONGEST - 1);

    assertThat(lines(almost + "\u00c3\u00a9y\n")).containsExactly(almost + "é", "y");
  }
}
