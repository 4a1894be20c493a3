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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The manual page that luna-builder prints")
class ManPageTest {
  @TempDir private Path folder;
  private Path page;

  @BeforeEach
  void print() throws Exception {
    Ran ran = Ran.with(Map.of(), Ran.noLocalService(), "man");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    page = Files.writeString(folder.resolve("luna-builder.1"), ran.out());
  }

  private String mandoc(String... options) throws IOException {
    List<String> command =
        Stream.of(Stream.of(RealParts.mandoc().toString()), Stream.of(options), Stream.of(page))
            .flatMap(words -> words)
            .map(Object::toString)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("is one that the checker of manual pages has nothing against")
  void isWellFormed() throws Exception {
    assertThat(
            mandoc("-Tlint", "-Wwarning")
                .lines()
                // It is the same whenever it is made.
                .filter(complaint -> !complaint.contains("missing date")))
        .isEmpty();
  }

  @Test
  @DisplayName("tells all commands, options, exit codes and variables, as a reader sees it")
  void isComplete() throws Exception {
    String read = mandoc("-Tutf8").replaceAll(".\b", "").replaceAll("\\s+", " ");

    assertThat(read)
        .contains("luna-builder - Builds container images")
        .contains("cancel luna-builder cancel [-h]")
        .contains("-f, --dockerfile=PATH The Dockerfile, inside the context folder")
        .contains("EXIT STATUS", "124 a time is over")
        .contains("LUNA_BUILDER_CA_FILE", "servers.conf")
        .doesNotContain("%n", "@|");
  }
}
