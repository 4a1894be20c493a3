package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@DisplayName("Unpacking")
@Tag("R22")
class UnpackingTest {
  @TempDir private Path around;

  /** Compresses what is written. */
  interface Compression {
    OutputStream around(OutputStream out) throws Exception;
  }

  static Stream<Arguments> compressions() {
    return Stream.of(
        Arguments.of("no compression", (Compression) out -> out),
        Arguments.of("gzip", (Compression) GZIPOutputStream::new),
        Arguments.of("zstd", (Compression) ZstdOutputStream::new),
        Arguments.of("xz", (Compression) out -> new XZOutputStream(out, new LZMA2Options(1))),
        Arguments.of("bzip2", (Compression) BZip2CompressorOutputStream::new));
  }

  @ParameterizedTest(name = "reads tar with {0}")
  @MethodSource("compressions")
  void tar(String name, Compression compression) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.around(bytes)) {
      out.write(new TarBytes().file("Dockerfile", "FROM x").file("a/b", "c").bytes());
    }

    Unpacked unpacked = Unpacked.of(bytes.toByteArray(), around);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files())
        .containsExactly(entry("Dockerfile", "FROM x"), entry("a", "/"), entry("a/b", "c"));
  }

  @Test
  @DisplayName("reads gzip that was written in pieces, as pigz and some servers do")
  void concatenatedGzip() throws Exception {
    byte[] tar = new TarBytes().file("Dockerfile", "FROM x").bytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int half = 0; half < 2; half++) {
      GZIPOutputStream out = new GZIPOutputStream(bytes);
      out.write(tar, half * tar.length / 2, tar.length / 2);
      out.finish();
    }

    assertThat(Unpacked.of(bytes.toByteArray(), around).files()).containsKey("Dockerfile");
  }

  @ParameterizedTest(name = "reads zip, with sizes of 64 bits: {0}")
  @ValueSource(booleans = {false, true})
  void zip(boolean zip64) throws Exception {
    ZipBytes zip = zip64 ? new ZipBytes().zip64() : new ZipBytes();
    byte[] bytes =
        zip.file("Dockerfile", "FROM x")
            .entry("bin/run", 0100755, "#!/bin/sh")
            .symbolicLink("bin/go", "run")
            .bytes();

    Unpacked unpacked = Unpacked.of(bytes, around);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files())
        .containsExactly(
            entry("Dockerfile", "FROM x"),
            entry("bin", "/"),
            entry("bin/go", "-> run"),
            entry("bin/run", "#!/bin/sh"));
    assertThat(unpacked.folder().resolve("bin/run")).isExecutable();
  }

  @ParameterizedTest(name = "reads what {0} writes")
  @ValueSource(
      strings = {
        "tar --format=gnu -cf",
        "tar --format=posix -cf",
        "tar --format=ustar -cf",
        "tar -czf",
        "tar --zstd -cf",
        "bsdtar -cf",
        "bsdtar --format=zip -cf"
      })
  void realPrograms(String command) throws Exception {
    Path tree = Files.createDirectories(around.resolve("tree"));
    Path deep = Files.createDirectories(tree.resolve("d".repeat(60)).resolve("e".repeat(60)));
    Files.writeString(deep.resolve("f".repeat(60)), "deep");
    Files.writeString(tree.resolve("Dockerfile"), "FROM x");
    Files.setPosixFilePermissions(
        tree.resolve("Dockerfile"), PosixFilePermissions.fromString("r-x------"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("Dockerfile"));
    Path archive = around.resolve("archive");
    List<String> words =
        Stream.concat(
                Stream.of(command.split(" ", -1)),
                Stream.of(archive.toString(), "-C", tree.toString(), "."))
            .toList();
    assumeTrue(isThere(words.getFirst()), words.getFirst() + " is missing (dev/setup gets it)");
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    Path other = Files.createDirectory(around.resolve("other"));

    Unpacked unpacked = Unpacked.of(Files.readAllBytes(archive), other);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files())
        .containsEntry("link", "-> Dockerfile")
        .containsEntry(tree.relativize(deep.resolve("f".repeat(60))).toString(), "deep");
    assertThat(Files.getPosixFilePermissions(unpacked.folder().resolve("Dockerfile")))
        .isEqualTo(PosixFilePermissions.fromString("r-x------"));
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  @DisplayName("keeps times, also of folders that are filled later")
  void times() throws Exception {
    FileTime time = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
    TarArchiveEntry folder = new TarArchiveEntry("d/");
    folder.setLastModifiedTime(time);
    byte[] archive =
        new TarBytes().entry(folder, new byte[0]).file("d/Dockerfile", "FROM x").bytes();

    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(Files.getLastModifiedTime(unpacked.folder().resolve("d"))).isEqualTo(time);
  }

  @Test
  @DisplayName("keeps links that stay inside, also dangling ones, and hard links")
  void links() throws Exception {
    byte[] archive =
        new TarBytes()
            .file("a/file", "text")
            .hardLink("a/twin", "a/file")
            .symbolicLink("a/up", "../a/file")
            .symbolicLink("dangling", "nowhere")
            .bytes();

    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(unpacked.problem()).isEmpty();
    assertThat(unpacked.files())
        .containsEntry("a/twin", "text")
        .containsEntry("a/up", "-> ../a/file")
        .containsEntry("dangling", "-> nowhere");
  }

  @Test
  @DisplayName("keeps names in any script")
  void unicode() throws Exception {
    byte[] archive = new TarBytes().file("каталог/文件 🌙", "x").bytes();

    assertThat(Unpacked.of(archive, around).files()).containsEntry("каталог/文件 🌙", "x");
    assertThat("каталог".getBytes(UTF_8)).hasSize(14);
  }
}
