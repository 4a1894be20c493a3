package io.lunabuilder.kaniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Output")
class OutputLinesTest {

  @Test
  @DisplayName("is cut into lines, whatever ends them and whether or not the last one is ended")
  void lines() throws IOException {
    assertThat(read("one\ntwo\r\n\nlast")).containsExactly("one", "two", "", "last");
  }

  @Test
  @DisplayName("keeps the last state of a progress bar")
  void progressBar() throws IOException {
    assertThat(read("10 %\r50 %\r100 %\ndone\n")).containsExactly("100 %", "done");
  }

  @Test
  @DisplayName("has bytes that are no text replaced")
  void invalidText() throws IOException {
    assertThat(read(new byte[] {'a', (byte) 0xFF, 'b', '\n'})).containsExactly("a\uFFFDb");
  }

  @Test
  @DisplayName("without any line end is cut into pieces of bounded size, between characters")
  void endlessLine() throws IOException {
    String endless = "ä".repeat(OutputLines.LONGEST * 2);

    List<String> lines = read(endless);

    assertThat(String.join("", lines)).isEqualTo(endless);
    assertThat(lines)
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= OutputLines.LONGEST + 3);
  }

  private static List<String> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(byte[] bytes) throws IOException {
    List<String> lines = new ArrayList<>();
    OutputLines.read(new ByteArrayInputStream(bytes), lines::add);
    return lines;
  }
}
