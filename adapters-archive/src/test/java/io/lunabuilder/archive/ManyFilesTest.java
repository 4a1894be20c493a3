package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Unpacking many small files, which are written while the archive is read on,")
@Tag("R22")
class ManyFilesTest {
  private static final int MANY = 2000;
  private static final FileTime TIME = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

  @TempDir private Path around;

  @ParameterizedTest(name = "keeps mode {0} and the time of each")
  @ValueSource(strings = {"644", "755", "600", "444", "000", "777", "4755", "1640"})
  void modesAndTimes(String mode) throws Exception {
    TarBytes archive = new TarBytes();
    for (int number = 0; number < MANY; number++) {
      TarArchiveEntry entry = new TarArchiveEntry("f" + number);
      entry.setMode(Integer.parseInt(mode, 8));
      entry.setLastModifiedTime(TIME);
      byte[] content = ("content " + number).getBytes(StandardCharsets.UTF_8);
      entry.setSize(content.length);
      archive.entry(entry, content);
    }

    Unpacked unpacked = Unpacked.of(archive.bytes(), around);

    assertThat(unpacked.problem()).isEmpty();
    for (int number = 0; number < MANY; number++) {
      Path file = unpacked.folder().resolve("f" + number);
      int kept = (Integer) Files.getAttribute(file, "unix:mode") & 07777;
      assertThat(kept).isEqualTo(Integer.parseInt(mode, 8));
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(TIME);
    }
  }

  @Test
  @DisplayName("tells the first entry that is wrong, not the first that is found out")
  void firstProblem() throws Exception {
    TarBytes archive = many().folder("d").file("d", "x").file("../out", "x");

    ArchiveProblem problem = Unpacked.of(archive.bytes(), around).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo(FailureCode.ARCHIVE_UNSAFE);
    assertThat(problem.message()).contains("\"d\"").contains("in place of a folder");
  }

  @Test
  @DisplayName("links to a file that came just before")
  void linkToAFile() throws Exception {
    Unpacked linked = Unpacked.of(many().hardLink("twin", "f1999").bytes(), around);

    assertThat(linked.problem()).isEmpty();
    assertThat(linked.files()).containsEntry("twin", "content");
  }

  @Test
  @DisplayName("refuses an entry below a file that came just before")
  void belowAFile() throws Exception {
    ArchiveProblem problem =
        Unpacked.of(many().file("f1999/x", "x").bytes(), around).problem().orElseThrow();

    assertThat(problem.message()).contains("f1999/x").contains("no folder");
  }

  @Test
  @DisplayName("says that the disk is full")
  void diskFull() throws Exception {
    Path disk = Files.createDirectory(around.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
        "a small disk cannot be mounted without the right to mount");
    try {
      ArchiveProblem problem = Unpacked.of(many().bytes(), disk).problem().orElseThrow();

      assertThat(problem.code()).isEqualTo(FailureCode.OUT_OF_DISK);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static TarBytes many() throws IOException {
    TarBytes archive = new TarBytes();
    for (int number = 0; number < MANY; number++) {
      archive.file("f" + number, "content");
    }
    return archive;
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
