package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An archive of someone who means harm")
@Tag("R22")
@Timeout(60)
class HostileArchivesTest {
  private static final UnpackLimits SMALL = new UnpackLimits(1 << 20, 100, 300, 3_584);

  @TempDir private Path around;

  static Stream<Arguments> unsafe() {
    return Stream.of(
        unsafe("a tar entry leads up", () -> new TarBytes().file("../x", "x").bytes()),
        unsafe("a tar entry leads up later", () -> new TarBytes().file("a/../../x", "x").bytes()),
        unsafe("a tar entry is absolute", () -> new TarBytes().file("/tmp/x", "x").bytes()),
        unsafe("a backslash leads up", () -> new TarBytes().file("..\\x", "x").bytes()),
        unsafe("a name has a NUL", () -> patched("name", "na\0e")),
        unsafe("a name has a line break", () -> new TarBytes().file("a\nb", "x").bytes()),
        unsafe("a name is too long", () -> new TarBytes().file("n".repeat(5_000), "x").bytes()),
        unsafe("a folder leads up", () -> new TarBytes().folder("../x").bytes()),
        unsafe("a link is absolute", () -> new TarBytes().symbolicLink("l", "/etc/passwd").bytes()),
        unsafe("a link leads out", () -> new TarBytes().symbolicLink("a/l", "../../x").bytes()),
        unsafe(
            "a link leads out behind a name",
            () -> new TarBytes().symbolicLink("l", "a/../../x").bytes()),
        unsafe(
            "a file goes through a link",
            () -> new TarBytes().folder("d").symbolicLink("l", "d").file("l/x", "x").bytes()),
        unsafe("a hard link leads up", () -> new TarBytes().hardLink("h", "../x").bytes()),
        unsafe(
            "a hard link is absolute", () -> new TarBytes().hardLink("h", "/etc/passwd").bytes()),
        unsafe(
            "a hard link names a link",
            () -> new TarBytes().symbolicLink("l", "x").hardLink("h", "l").bytes()),
        unsafe("a hard link names nothing", () -> new TarBytes().hardLink("h", "none").bytes()),
        unsafe(
            "there is a device", () -> new TarBytes().special("dev", TarConstants.LF_CHR).bytes()),
        unsafe("there is a disk", () -> new TarBytes().special("dev", TarConstants.LF_BLK).bytes()),
        unsafe("there is a fifo", () -> new TarBytes().special("p", TarConstants.LF_FIFO).bytes()),
        unsafe(
            "a file is a folder too", () -> new TarBytes().file("a", "1").file("a/b", "2").bytes()),
        unsafe("the top is a link", () -> new TarBytes().symbolicLink(".", "x").bytes()),
        unsafe("a zip entry leads up", () -> new ZipBytes().file("../x", "x").bytes()),
        unsafe("a zip entry is absolute", () -> new ZipBytes().file("/x", "x").bytes()),
        unsafe("a zip entry has a backslash up", () -> new ZipBytes().file("..\\x", "x").bytes()),
        unsafe("a zip link leads out", () -> new ZipBytes().symbolicLink("l", "../x").bytes()),
        unsafe(
            "a zip entry goes through a link",
            () -> new ZipBytes().symbolicLink("l", "d").file("l/x", "x").bytes()),
        unsafe("a zip entry is a device", () -> new ZipBytes().entry("d", 0020666, "").bytes()));
  }

  private static Arguments unsafe(String what, Supplier<byte[]> archive) {
    return Arguments.of(what, archive);
  }

  @ParameterizedTest(name = "is unsafe when {0}")
  @MethodSource("unsafe")
  void unsafe(String what, Supplier<byte[]> archive, @TempDir Path other) throws Exception {
    Unpacked unpacked = Unpacked.of(archive.get(), around);

    assertThat(unpacked.problem()).map(ArchiveProblem::code).contains(FailureCode.ARCHIVE_UNSAFE);
    assertThat(unpacked.problem().orElseThrow().message()).doesNotContain("\n", "\0");
    assertThat(unpacked.outside()).isEmpty();
  }

  static Stream<Arguments> tooLarge() {
    return Stream.of(
        Arguments.of(
            "its files", (Supplier<byte[]>) () -> new TarBytes().file("f", zeros(2)).bytes()),
        Arguments.of(
            "the files of a zip",
            (Supplier<byte[]>) () -> new ZipBytes().file("f", zeros(2)).bytes()),
        Arguments.of(
            "what gzip makes of it",
            (Supplier<byte[]>) () -> gzip(new TarBytes().file("f", zeros(2)).bytes())),
        Arguments.of(
            "the number of its entries",
            (Supplier<byte[]>)
                () -> {
                  TarBytes tar = new TarBytes();
                  IntStream.range(0, 101).forEach(i -> tar.file("f" + i, ""));
                  return tar.bytes();
                }));
  }

  @ParameterizedTest(name = "is too large when {0} is")
  @MethodSource("tooLarge")
  void tooLarge(String what, Supplier<byte[]> archive) throws Exception {
    Unpacked unpacked = Unpacked.of(archive.get(), around, SMALL);

    assertThat(unpacked.problem())
        .map(ArchiveProblem::code)
        .contains(FailureCode.ARCHIVE_TOO_LARGE);
  }

  static Stream<Arguments> corrupt() {
    byte[] tar = new TarBytes().file("Dockerfile", "FROM x".repeat(500)).bytes();
    byte[] zip = new ZipBytes().file("Dockerfile", "FROM x".repeat(500)).bytes();
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("text", "hello".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a web page", "<!DOCTYPE html><p>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a tar cut in a file", Arrays.copyOf(tar, 1_000)),
        Arguments.of("a tar cut in its header", Arrays.copyOf(tar, 300)),
        Arguments.of("a tar without its end", Arrays.copyOf(tar, 512 + 3_072)),
        Arguments.of("a zip cut at half", Arrays.copyOf(zip, zip.length / 2)),
        Arguments.of("a zip without its end", Arrays.copyOf(zip, zip.length - 5)),
        Arguments.of("gzip cut at half", Arrays.copyOf(gzip(tar), gzip(tar).length / 2)),
        Arguments.of("gzip of text", gzip("hello".getBytes(StandardCharsets.UTF_8))),
        Arguments.of("gzip of gzip", gzip(gzip(tar))),
        Arguments.of("gzip with something behind it", joined(gzip(tar), "more")));
  }

  @ParameterizedTest(name = "is corrupt as {0}")
  @MethodSource("corrupt")
  void corrupt(String what, byte[] archive) throws Exception {
    Unpacked unpacked = Unpacked.of(archive, around);

    assertThat(unpacked.problem()).map(ArchiveProblem::code).contains(FailureCode.ARCHIVE_CORRUPT);
    assertThat(unpacked.outside()).isEmpty();
  }

  private static byte[] joined(byte[] archive, String more) {
    byte[] tail = more.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(archive, archive.length + tail.length);
    System.arraycopy(tail, 0, all, archive.length, tail.length);
    return all;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String zeros(int mebibytes) {
    return "\0".repeat(mebibytes << 20);
  }

  /** A zip whose name {@code from} was changed afterwards, in both headers. */
  private static byte[] patched(String from, String to) {
    String bytes = new String(new ZipBytes().file(from, "x").bytes(), StandardCharsets.ISO_8859_1);
    return bytes.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
