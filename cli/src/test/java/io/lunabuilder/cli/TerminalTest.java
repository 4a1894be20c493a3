package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        new PrintWriter(out, true), new PrintWriter(err, true), interactive, coloured);
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
            (ERASE + "building 1s")
                + (ERASE + "building 2s")
                + (ERASE + "Step one" + END + "building 2s")
                + ERASE);
  }

  @Test
  @DisplayName("is not written to while its status stays the same")
  void staysQuiet() {
    Terminal terminal = terminal(true, false);

    terminal.status("building");
    terminal.status("building");

    assertThat(err).hasToString(ERASE + "building");
  }

  @Test
  @DisplayName("gets no status longer than a line, which could not be written over")
  void cutsAStatus() {
    terminal(true, false).status("s".repeat(300));

    assertThat(err).hasToString(ERASE + "s".repeat(100));
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
  @DisplayName("counts as a pipe under CI and for TERM=dumb, whatever it is")
  void isPlainWhenAsked() {
    for (var plain : List.of(Map.of("CI", "true"), Map.of("TERM", "dumb"))) {
      assertThat(Terminal.of(new PrintWriter(out), new PrintWriter(err), plain).isInteractive())
          .isFalse();
    }
  }
}
