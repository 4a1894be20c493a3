package io.lunabuilder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@DisplayName("A damaged archive")
@Tag("R22")
class DamagedArchivesTest {
  private static final int PLACES = 12;

  /** What only developers of a library understand. */
  private static final String FOREIGN_WORDS = "(?i).*(null|exception|truncated|pax|\\bjava\\.).*";

  @TempDir private Path around;

  /** Compresses what is written. */
  interface Compression {
    OutputStream around(OutputStream out) throws Exception;
  }

  static Stream<Arguments> archives() throws Exception {
    byte[] text = new byte[1_500];
    new Random(7).nextBytes(text);
    String content = Arrays.toString(text);
    byte[] tar = new TarBytes().file("Dockerfile", "FROM x").file("data", content).bytes();
    return Stream.of(
        Arguments.of("tar", tar),
        Arguments.of("tar.gz", compressed(tar, GZIPOutputStream::new)),
        Arguments.of("tar.zst", compressed(tar, ZstdOutputStream::new)),
        Arguments.of(
            "tar.xz", compressed(tar, out -> new XZOutputStream(out, new LZMA2Options(1)))),
        Arguments.of("tar.bz2", compressed(tar, BZip2CompressorOutputStream::new)),
        Arguments.of(
            "zip", new ZipBytes().file("Dockerfile", "FROM x").file("data", content).bytes()));
  }

  private static byte[] compressed(byte[] tar, Compression compression) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compression.around(bytes)) {
      out.write(tar);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "is told in our own words when it is a {0} that is cut anywhere")
  @MethodSource("archives")
  void cut(String kind, byte[] archive) throws Exception {
    for (int part = 1; part < PLACES; part++) {
      Optional<ArchiveProblem> problem =
          unpack(part, Arrays.copyOf(archive, archive.length / 2 * part / PLACES));

      assertThat(problem).map(ArchiveProblem::code).contains(FailureCode.ARCHIVE_CORRUPT);
      assertThat(problem.orElseThrow().message()).doesNotMatch(FOREIGN_WORDS);
    }
  }

  @ParameterizedTest(name = "is told in our own words when it is a {0} with a wrong byte anywhere")
  @MethodSource("archives")
  void flipped(String kind, byte[] archive) throws Exception {
    for (int part = 0; part < PLACES; part++) {
      byte[] damaged = archive.clone();
      damaged[archive.length * part / PLACES] ^= (byte) 0xff;

      Optional<ArchiveProblem> problem = unpack(part, damaged);

      assertThat(problem.map(ArchiveProblem::message).orElse("")).doesNotMatch(FOREIGN_WORDS);
    }
  }

  @Test
  @DisplayName("names the entry that is cut, and what to do")
  void namesTheEntry() throws Exception {
    byte[] tar =
        new TarBytes().file("Dockerfile", "FROM x").file("data", "x".repeat(9_000)).bytes();

    assertThat(unpack(0, Arrays.copyOf(tar, 8_000)))
        .map(ArchiveProblem::message)
        .contains("the archive is damaged or cut short within the entry \"data\"; make it again");
  }

  private Optional<ArchiveProblem> unpack(int number, byte[] archive) throws Exception {
    Path folder = Files.createDirectory(around.resolve(String.valueOf(number)));
    return Unpacked.of(archive, folder).problem();
  }
}
