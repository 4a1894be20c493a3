package io.lunabuilder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.RealParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The completion that luna-builder prints")
@Timeout(120)
class CompletionTest {
  @TempDir private Path folder;

  private Path script(String shell) throws IOException {
    Ran ran = Ran.with(Map.of(), Ran.noLocalService(), "completion", shell);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return Files.writeString(folder.resolve("luna-builder." + shell), ran.out());
  }

  private static String outputOf(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(output).isZero();
    return output;
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("makes fish complete commands, options and values, and tell what they mean")
  @CsvSource({
    "luna-builder canc,          cancel\tStops a build",
    "luna-builder build --dock,  --dockerfile\tThe Dockerfile",
    "luna-builder list -o j,     json",
    "luna-builder list --status com, completed",
    "luna-builder help sho,      show",
    "luna-builder completion f,  fish",
  })
  void fish(String typed, String completed) throws Exception {
    String fish = RealParts.fish().toString();
    Path script = script("fish");
    outputOf(fish, "--no-execute", script.toString());

    String offered =
        outputOf(fish, "--no-config", "-c", "source " + script + "; complete -C '" + typed + "'");

    assertThat(offered.lines().toList()).singleElement().asString().startsWith(completed);
  }

  @Test
  @DisplayName("makes fish complete the names of files where one is wanted, and only there")
  void fishFiles() throws Exception {
    String fish = RealParts.fish().toString();
    Path script = script("fish");
    Files.writeString(folder.resolve("archive.zip"), "");
    String path = folder + "/arch";

    String offered =
        outputOf(
            fish,
            "--no-config",
            "-c",
            "source "
                + script
                + "; complete -C 'luna-builder build "
                + path
                + "'; echo -; complete -C 'luna-builder show "
                + path
                + "'");

    assertThat(offered).matches("(?s).*archive\\.zip.*\n-\n");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("makes bash complete commands, options, values and files, as they are typed")
  @MethodSource("typed")
  void bash(String typed, String completed) throws Exception {
    List<String> bash = List.of("bash", "--noprofile", "--norc", "-i");
    assertCompletes(bash, "source " + script("bash"), typed, completed);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("makes zsh complete commands, options, values and files, as they are typed")
  @MethodSource("typed")
  void zsh(String typed, String completed) throws Exception {
    List<String> zsh = List.of(RealParts.zsh().toString(), "-f", "-i");
    String begin = "autoload -U compinit; compinit -u -D; source " + script("zsh");
    assertCompletes(zsh, begin, typed, completed);
  }

  @Test
  @DisplayName("makes fish complete the names of servers that the person has given")
  void fishServers() throws Exception {
    String fish = RealParts.fish().toString();
    Path script = script("fish");
    writeServers();

    String offered =
        outputOf(
            "env",
            "HOME=" + folder,
            "XDG_CONFIG_HOME=",
            fish,
            "--no-config",
            "-c",
            "source " + script + "; complete -C 'luna-builder list --server '");

    assertThat(offered.lines().map(line -> line.replaceFirst("\t.*", "")))
        .containsExactly("laptop", "release-builder");
  }

  private void writeServers() throws IOException {
    Path book = Files.createDirectories(folder.resolve(".config/luna-builder"));
    Files.writeString(
        book.resolve("servers.conf"),
        "default = laptop\n\n[laptop]\nurl = http://127.0.0.1:8080\n[release-builder]\nurl = x\n");
  }

  static Stream<Arguments> typed() {
    return Stream.of(
        Arguments.of("luna-builder list --server rel", "release-builder"),
        Arguments.of("luna-builder build . -s lap", "laptop"),
        Arguments.of("luna-builder list --status can", "cancelled"),
        Arguments.of("luna-builder canc", "cancel"),
        Arguments.of("luna-builder build --dock", "--dockerfile"),
        Arguments.of("luna-builder list -o j", "json"),
        Arguments.of("luna-builder build arch", "archive.zip"));
  }

  private void assertCompletes(List<String> shell, String begin, String typed, String completed)
      throws Exception {
    Files.writeString(folder.resolve("archive.zip"), "");
    writeServers();
    Map<String, String> environment =
        Map.of(
            "HOME",
            folder.toString(),
            "TERM",
            "dumb",
            "INPUTRC",
            "/dev/null",
            // A shell that is hung up writes its history, also into a folder that is being deleted.
            "HISTFILE",
            "/dev/null");
    try (PseudoTerminal terminal = PseudoTerminal.run(200, environment, shell)) {
      terminal.type("cd " + folder + "; " + begin + "; echo re''ady\n");
      terminal.awaitRaw("\nready");
      terminal.type(typed + "\t");

      terminal.awaitRaw(typed.substring(0, typed.lastIndexOf(' ') + 1) + completed);
    }
  }
}
