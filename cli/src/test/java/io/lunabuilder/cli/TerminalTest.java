package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The terminal")
class TerminalTest {
  private static final String ERASE = "\r\u001B[K";
  private static final String END = System.lineSeparator();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Terminal terminal(boolean interactive, boolean coloured) {
    return new Terminal(
        new Terminal.Stream(new PrintWriter(out, true), interactive, coloured),
        new Terminal.Stream(new PrintWriter(err, true), interactive, coloured));
  }

  @Test
  @DisplayName("gets results on standard output, and all else on standard error")
  void separates() {
    Terminal terminal = terminal(true, false);

    terminal.result("result");
    terminal.note("note");
    terminal.problem("problem");

    assertThat(out).hasToString("result" + END);
    assertThat(err).hasToString("note" + END + "problem" + END);
  }

  @Test
  @DisplayName("shows one status line, and writes lines above it")
  void keepsTheStatusBelow() {
    Terminal terminal = terminal(true, false);

    terminal.status("building 1s");
    terminal.status("building 2s");
    terminal.note("Step one");
    terminal.status("");

    assertThat(err)
        .hasToString(
            (ERASE + cut("building 1s"))
                + (ERASE + cut("building 2s"))
                + (ERASE + "Step one" + END + cut("building 2s"))
                + ERASE);
  }

  @Test
  @DisplayName("is not written to while its status stays the same")
  void staysQuiet() {
    Terminal terminal = terminal(true, false);

    terminal.status("building");
    terminal.status("building");

    assertThat(err).hasToString(ERASE + cut("building"));
  }

  /** As a terminal shows it that cuts it at its edge, whatever its width. */
  private static String cut(String status) {
    return "\u001B[?7l" + status + "\u001B[?7h";
  }

  @Test
  @DisplayName("gets colours only when it has them")
  void colours() {
    terminal(true, true).problem("problem");

    assertThat(err).hasToString("\u001B[31mproblem\u001B[0m" + END);
  }

  @Test
  @DisplayName("gets neither status nor any control character when it is a pipe")
  void isPlainOnAPipe() {
    Terminal terminal = terminal(false, false);

    terminal.status("building");
    terminal.note("note");
    terminal.problem("problem");
    terminal.result("result");
    terminal.status("");

    assertThat(err).hasToString("note" + END + "problem" + END);
    assertThat(out).hasToString("result" + END);
  }

  @Test
  @DisplayName("gets no control character of others, whichever way they come")
  void isNotSteered() {
    Terminal terminal = terminal(true, false);
    String steering = "\u001B]0;title\u0007\u001B[2Jshown";

    terminal.result(steering);
    terminal.note(steering);
    terminal.problem(steering);

    assertThat(out).hasToString("shown" + END);
    assertThat(err).hasToString("shown" + END + "shown" + END);
  }

  @Test
  @DisplayName("whose reader has gone, as behind \"| head -1\", ends the command")
  void tellsOfAClosedPipe() throws Exception {
    PipedReader reader = new PipedReader();
    PrintWriter closed = new PrintWriter(new PipedWriter(reader), true);
    reader.close();
    Terminal terminal =
        new Terminal(
            new Terminal.Stream(closed, false, false),
            new Terminal.Stream(new PrintWriter(err, true), false, false));

    assertThatExceptionOfType(OutputClosed.class).isThrownBy(() -> terminal.result("line"));
  }

  @Test
  @DisplayName("counts as a pipe under CI and for TERM=dumb, whatever it is")
  void isPlainWhenAsked() {
    for (var plain : List.of(Map.of("CI", "true"), Map.of("TERM", "dumb"))) {
      assertThat(Terminal.of(new PrintWriter(out), new PrintWriter(err), plain).isInteractive())
          .isFalse();
    }
  }
}
