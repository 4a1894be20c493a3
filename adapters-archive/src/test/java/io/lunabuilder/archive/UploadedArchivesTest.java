package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.application.port.ArchiveSource.Probe;
import io.lunabuilder.application.port.ArchiveUploads.Reception;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.testkit.ArchiveSourceContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Archives that callers send")
class UploadedArchivesTest extends ArchiveSourceContract {
  private static final int LIMIT = 400_000;
  private static final UUID UNKNOWN = new UUID(7, 7);

  @TempDir private Path around;
  private Path folder;
  private UploadedArchives uploads;

  @BeforeEach
  void open() throws IOException {
    folder = around.resolve("uploads");
    uploads = ArchiveAdapters.uploads(folder, () -> LIMIT, UUID::randomUUID);
  }

  @Override
  protected UploadedArchives source() {
    return uploads;
  }

  @Override
  protected ArchiveLink put(byte[] archive) throws Exception {
    return receive(archive).link();
  }

  @Override
  protected ArchiveLink absent() {
    return new ArchiveLink("upload://" + UNKNOWN);
  }

  @Test
  @DisplayName("are told with size and SHA-256")
  void told() throws Exception {
    Reception.Received received = receive("abc".getBytes(StandardCharsets.UTF_8));

    assertThat(received.size()).isEqualTo(3);
    // The example of FIPS 180-2, appendix B.1.
    assertThat(received.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  @DisplayName("are found again after a restart, and what was unfinished is removed")
  void survivesRestart() throws Exception {
    ArchiveLink link = put(new byte[] {1, 2, 3});
    Files.write(folder.resolve(UNKNOWN + ".part"), new byte[] {1});

    UploadedArchives restarted = UploadedArchives.open(folder, () -> LIMIT, UUID::randomUUID);

    assertThat(restarted.open(Archive.at(link))).isInstanceOf(Opening.Opened.class);
    assertThat(kept()).hasSize(1);
  }

  @Test
  @DisplayName("may be as large as the limit")
  void takesTheLimit() throws Exception {
    assertThat(receive(new byte[LIMIT]).size()).isEqualTo(LIMIT);
  }

  @Test
  @DisplayName("are refused over the limit without being read to their end, and leave nothing")
  void refusesOverTheLimit() throws Exception {
    InputStream body = new SequenceInputStream(zeros(LIMIT + 1), new Breaking());

    assertThat(uploads.receive(body)).isEqualTo(new Reception.TooLarge(LIMIT));
    assertThat(kept()).isEmpty();
  }

  @Test
  @DisplayName("are refused when empty, and leave nothing")
  void refusesNothing() throws Exception {
    assertThat(uploads.receive(InputStream.nullInputStream())).isEqualTo(new Reception.Empty());
    assertThat(kept()).isEmpty();
  }

  @Test
  @DisplayName("leave nothing when the connection is cut")
  void cut() throws Exception {
    InputStream body = new SequenceInputStream(zeros(1_000), new Breaking());

    assertThatThrownBy(() -> uploads.receive(body)).isInstanceOf(IOException.class);
    assertThat(kept()).isEmpty();
  }

  @Test
  @DisplayName("leave nothing when the disk is full")
  void diskFull() throws Exception {
    Path disk = Files.createDirectory(around.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
        "a small disk cannot be mounted without the right to mount");
    try {
      UploadedArchives small = UploadedArchives.open(disk, () -> LIMIT, UUID::randomUUID);

      assertThatThrownBy(() -> small.receive(zeros(LIMIT)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
      assertThat(names(disk)).isEmpty();
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  @DisplayName("are forgotten once they are old, and only then")
  void purge() throws Exception {
    Instant time = Instant.parse("2030-01-01T00:00:00Z");
    ArchiveLink old = put(new byte[] {1});
    setTime(old, time.minusSeconds(1));
    ArchiveLink young = put(new byte[] {2});
    setTime(young, time);

    assertThat(uploads.purge(time)).isEqualTo(1);
    assertThat(uploads.probe(old))
        .isInstanceOfSatisfying(
            Probe.Wrong.class,
            wrong -> assertThat(wrong.problem().code()).isEqualTo(FailureCode.ARCHIVE_NOT_FOUND));
    assertThat(uploads.probe(young)).isInstanceOf(Probe.Fine.class);
  }

  @Test
  @DisplayName("can be taken back once")
  void delete() throws Exception {
    ArchiveLink link = put(new byte[] {1});

    assertThat(uploads.delete(link)).isTrue();
    assertThat(uploads.delete(link)).isFalse();
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest(name = "are not files of other names: {0}")
  @ValueSource(
      strings = {
        "upload://../secret",
        "upload://..%2fsecret",
        "upload:///etc/passwd",
        "upload://secret",
        "upload:secret",
        "upload://00000000-0000-0007-0000-000000000007.part",
        "upload://00000000-0000-0007-0000-000000000007/../secret",
      })
  void onlyIds(String link) throws Exception {
    Files.writeString(around.resolve("secret"), "secret");
    Files.writeString(folder.resolve("secret"), "secret");
    Files.writeString(folder.resolve(UNKNOWN + ".part"), "half");

    assertThat(uploads.open(Archive.at(new ArchiveLink(link)))).isInstanceOf(Opening.Refused.class);
    assertThat(uploads.delete(new ArchiveLink(link))).isFalse();
  }

  private Reception.Received receive(byte[] archive) throws IOException {
    return (Reception.Received) uploads.receive(new ByteArrayInputStream(archive));
  }

  private void setTime(ArchiveLink link, Instant time) throws IOException {
    Path file = folder.resolve(link.value().substring("upload://".length()));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private List<String> kept() throws IOException {
    return names(folder);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static InputStream zeros(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  /** A connection that is cut. */
  private static final class Breaking extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }
}
