package io.lunabuilder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command stage")
class StageCommandTest {
  @TempDir private Path around;

  private final StringWriter said = new StringWriter();

  @Test
  @DisplayName("unpacks an archive that can be built, and ends with 0")
  void stages() throws IOException {
    assertThat(stage(archive("Dockerfile"), around.resolve("to"))).as(said.toString()).isZero();

    assertThat(around.resolve("to/Dockerfile")).exists();
  }

  @Test
  @DisplayName("leaves no folder behind when it fails, and ends with 1")
  void failsWithoutTrace() throws IOException {
    assertThat(stage(archive("no/dockerfile"), around.resolve("to"))).isEqualTo(1);
    assertThat(stage(around.resolve("missing.zip"), around.resolve("to"))).isEqualTo(1);

    assertThat(said.toString()).contains("dockerfile_missing", "archive_not_found");
    assertThat(around.resolve("to")).doesNotExist();
  }

  @Test
  @DisplayName("leaves a folder that was there empty when it fails")
  void keepsTheFolder() throws IOException {
    Path folder = Files.createDirectory(around.resolve("to"));

    assertThat(stage(archive("no/dockerfile"), folder)).isEqualTo(1);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("is used wrongly, which is 2, with a folder in place of an archive")
  void folderForAnArchive() throws IOException {
    Path folder = Files.createDirectory(around.resolve("context"));

    assertThat(stage(folder, around.resolve("to"))).isEqualTo(2);

    assertThat(said.toString()).contains("is a folder; name an archive");
    assertThat(around.resolve("to")).doesNotExist();
  }

  @Test
  @DisplayName("is used wrongly, which is 2, with one argument, or with a folder that is not empty")
  void badUsage() throws IOException {
    Path archive = archive("Dockerfile");

    assertThat(run(archive.toString())).isEqualTo(2);
    assertThat(stage(archive, around)).isEqualTo(2);
    assertThat(archive).exists();
  }

  private int stage(Path archive, Path folder) {
    return run(archive.toString(), folder.toString());
  }

  private int run(String... arguments) {
    PrintWriter out = new PrintWriter(said);
    return new CommandLine(new StageCommand()).setErr(out).setOut(out).execute(arguments);
  }

  private Path archive(String name) throws IOException {
    Path file = around.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write("FROM scratch".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return file;
  }
}
