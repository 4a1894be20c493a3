package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.testkit.RealParts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The whole program's manual page")
class ManualTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("tells the service's commands too, and the checker of manual pages takes it")
  void isWhole() throws Exception {
    StringWriter page = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(page)).execute("man")).isZero();
    Path file = Files.writeString(folder.resolve("luna-builder.1"), page.toString());

    Process mandoc =
        new ProcessBuilder(RealParts.mandoc().toString(), "-Tlint", "-Wwarning", file.toString())
            .redirectErrorStream(true)
            .start();
    String complaints = new String(mandoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(page.toString())
        .contains(".SS \"serve\"", ".SS \"build\"", "luna\\-config")
        .doesNotContain("rehearse");
    // It is the same whenever it is made.
    assertThat(complaints.lines().filter(line -> !line.contains("missing date"))).isEmpty();
  }
}
