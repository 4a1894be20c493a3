package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("luna-builder")
class CommandLineTest {
  private static Ran run(String... arguments) {
    return Ran.with(Map.of(), Ran.noLocalService(), arguments);
  }

  @Test
  @DisplayName("lists its commands and exit codes with --help, on standard output, and ends with 0")
  void helps() {
    Ran ran = run("--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("build", "list", "show", "logs", "cancel", "Exit codes:", "124   a time is over");
  }

  @ParameterizedTest
  @DisplayName("explains each command with --help, and starts nothing for it")
  @ValueSource(strings = {"build", "list", "show", "logs", "cancel"})
  void explains(String command) {
    Ran ran = run(command, "--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains(command, "--server=URL", "LUNA_BUILDER_SERVER");
  }

  @Test
  @DisplayName("tells what is wrong in a line or two, with where help is, and not lost in the help")
  void tellsBriefly() {
    assertThat(run("show", "b1", "--sever", "x").err())
        .isEqualToNormalizingNewlines(
            """
            Unknown options: '--sever', 'x'
            Possible solutions: --server
            Help: luna-builder show --help
            """);
  }

  @ParameterizedTest(name = "help {0}")
  @DisplayName("takes \"help\" for --help")
  @ValueSource(strings = {"", "build", "logs"})
  void helpIsACommandToo(String command) {
    Ran asked = command.isEmpty() ? run("help") : run("help", command);

    assertThat(asked).isEqualTo(command.isEmpty() ? run("--help") : run(command, "--help"));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @DisplayName("ends with 2 when it does not understand, and tells what, on standard error")
  @CsvSource({
    "'',                                 Which command?",
    "built,                              Unmatched argument at index 0: 'built'",
    "show b1 --verbose,                  Unknown option: '--verbose'",
    "show b1 b2,                         Unmatched argument at index 2: 'b2'",
    "build .,                            Missing required option: '--image=NAME[:TAG]'",
    "build --image a,                    Missing required parameter: 'PATH|LINK'",
    "build nowhere --image a,            neither a folder",
    "build . --image a --timeout soon,   is no time; use for example 90s",
    "build . --image a --timeout 1h1,    is no time; use for example 90s",
    "build . --image a --build-arg A,    --build-arg",
    "list --server,                      Missing required parameter for option '--server' (URL|NAME)",
  })
  void doesNotUnderstand(String line, String complaint) {
    Ran ran = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(complaint);
  }
}
